"""Documents on screen before they go to paper, and on their way there. QtPdf is imported by who looks at one."""
