"""The command line: everything the program does, without a screen.

Modules here import the layers below inside their functions, so that ``otp-desktop --help`` answers at once.
"""
