BEGIN TRANSACTION;
CREATE TABLE absences (
	agent_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	start TEXT NOT NULL, 
	"end" TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_absences PRIMARY KEY (agent_id, position), 
	CONSTRAINT fk_absences_agent_id FOREIGN KEY(agent_id) REFERENCES agents (id) ON DELETE CASCADE
);
INSERT INTO "absences" VALUES(1,0,'2024-10-27T02:30:00','2024-10-27T02:30:00~','x');
CREATE TABLE agents (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	staff_number TEXT NOT NULL, 
	last_name TEXT NOT NULL, 
	first_name TEXT NOT NULL, 
	corps TEXT NOT NULL, 
	grade TEXT NOT NULL, 
	unit_id INTEGER, 
	latitude DOUBLE, 
	longitude DOUBLE, 
	active BOOLEAN NOT NULL, 
	CONSTRAINT ck_agents_whole_position CHECK ((latitude IS NULL) = (longitude IS NULL)), 
	CONSTRAINT fk_agents_unit_id FOREIGN KEY(unit_id) REFERENCES units (id), 
	CONSTRAINT uq_agents_staff_number UNIQUE (staff_number)
);
INSERT INTO "agents" VALUES(1,2,'0001','Martin','Élise','PM','',1,NULL,NULL,1);
INSERT INTO "agents" VALUES(2,1,'0002','Durand','','ASP','',NULL,NULL,NULL,1);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE assignments (
	plan_id INTEGER NOT NULL, 
	need_id INTEGER NOT NULL, 
	agent_id INTEGER NOT NULL, 
	role TEXT NOT NULL, 
	locked BOOLEAN NOT NULL, 
	origin TEXT NOT NULL, 
	CONSTRAINT pk_assignments PRIMARY KEY (plan_id, need_id, agent_id), 
	CONSTRAINT fk_assignments_plan_id FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE, 
	CONSTRAINT fk_assignments_agent_id FOREIGN KEY(agent_id) REFERENCES agents (id), 
	CONSTRAINT fk_assignments_need_id_role FOREIGN KEY(need_id, role) REFERENCES roles (need_id, code)
);
INSERT INTO "assignments" VALUES(1,1,1,'chief',0,'optimiser');
INSERT INTO "assignments" VALUES(1,2,2,'guard',0,'optimiser');
INSERT INTO "assignments" VALUES(2,1,1,'chief',0,'optimiser');
INSERT INTO "assignments" VALUES(2,2,2,'guard',0,'optimiser');
CREATE TABLE convoys (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	operation_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	route TEXT NOT NULL, 
	departure TEXT NOT NULL, 
	paces TEXT NOT NULL, 
	halts TEXT NOT NULL, 
	spacing_metres INTEGER NOT NULL, 
	near_metres INTEGER NOT NULL, 
	closes_before INTEGER NOT NULL, 
	opens_after INTEGER NOT NULL, 
	priority INTEGER NOT NULL, 
	burden INTEGER NOT NULL, 
	relieved BOOLEAN NOT NULL, 
	roles TEXT NOT NULL, 
	CONSTRAINT fk_convoys_operation_id FOREIGN KEY(operation_id) REFERENCES operations (id), 
	CONSTRAINT uq_convoys_operation_id_code UNIQUE (operation_id, code)
);
CREATE TABLE held_qualifications (
	agent_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	qualification_id INTEGER NOT NULL, 
	valid_from DATE, 
	valid_until DATE, 
	CONSTRAINT pk_held_qualifications PRIMARY KEY (agent_id, position), 
	CONSTRAINT fk_held_qualifications_agent_id FOREIGN KEY(agent_id) REFERENCES agents (id) ON DELETE CASCADE, 
	CONSTRAINT fk_held_qualifications_qualification_id FOREIGN KEY(qualification_id) REFERENCES qualifications (id)
);
INSERT INTO "held_qualifications" VALUES(1,0,1,NULL,NULL);
CREATE TABLE layer_features (
	layer_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	geometry TEXT NOT NULL, 
	CONSTRAINT pk_layer_features PRIMARY KEY (layer_id, position), 
	CONSTRAINT fk_layer_features_layer_id FOREIGN KEY(layer_id) REFERENCES layers (id) ON DELETE CASCADE
);
INSERT INTO "layer_features" VALUES(1,0,'75113','13e','{"type":"Point","coordinates":[2.36,48.83]}');
CREATE TABLE layers (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	attribution TEXT NOT NULL, 
	official BOOLEAN NOT NULL
);
INSERT INTO "layers" VALUES(1,1,'arrondissements','Arrondissements','',1);
CREATE TABLE "needs" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	operation_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	site_id INTEGER NOT NULL, 
	start TEXT NOT NULL, 
	"end" TEXT NOT NULL, 
	priority INTEGER NOT NULL, 
	burden INTEGER NOT NULL, 
	relieved BOOLEAN NOT NULL, 
	"group" TEXT NOT NULL, 
	label TEXT NOT NULL, 
	series TEXT NOT NULL, 
	wave TEXT NOT NULL, 
	CONSTRAINT fk_needs_operation_id FOREIGN KEY(operation_id) REFERENCES operations (id), 
	CONSTRAINT uq_needs_operation_id_code UNIQUE (operation_id, code), 
	CONSTRAINT fk_needs_site_id FOREIGN KEY(site_id) REFERENCES sites (id)
);
INSERT INTO "needs" VALUES(1,1,1,'matin',1,'2024-09-02T08:05:00','2024-09-02T09:00:00',3,0,0,'','','','');
INSERT INTO "needs" VALUES(2,1,1,'soir',1,'2024-09-02T16:05:00','2024-09-02T17:00:00',3,0,0,'','','','');
CREATE TABLE "operations" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	template TEXT NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	timezone TEXT NOT NULL, 
	rules TEXT NOT NULL, 
	derogations TEXT NOT NULL, 
	travel TEXT NOT NULL, 
	weights TEXT NOT NULL, 
	note TEXT NOT NULL, 
	cpps_axis INTEGER, 
	cpps_priority TEXT NOT NULL, 
	partners TEXT NOT NULL, 
	CONSTRAINT uq_operations_code UNIQUE (code)
);
INSERT INTO "operations" VALUES(1,1,'rentree','Rentrée','blank','2024-09-02','2024-09-08','Europe/Paris','{"duty_minutes": 600, "amplitude_minutes": 720, "daily_rest_minutes": 660, "week_minutes": 2880, "mean_week_minutes": 2640, "mean_weeks": 12, "weekly_rest_minutes": 2100, "continuous_minutes": 360, "consecutive_days": 6, "forbidden_mixes": [["ASVP", "PM"]]}','[]','{"detour": 1.4, "speed_kmh": 13.0, "fixed_minutes": 5.0}','{"travel": 1.0, "cohesion": 2.0, "continuity": 3.0, "equity": 1.0, "preference": 1.0, "coverage_weights": null}','',NULL,'','[]');
CREATE TABLE plans (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	operation_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	status TEXT NOT NULL, 
	bound TEXT, 
	problem_sha256 TEXT NOT NULL, 
	seconds DOUBLE NOT NULL, 
	seed INTEGER NOT NULL, 
	made_at TEXT, 
	CONSTRAINT fk_plans_operation_id FOREIGN KEY(operation_id) REFERENCES operations (id), 
	CONSTRAINT uq_plans_operation_id_number UNIQUE (operation_id, number)
);
INSERT INTO "plans" VALUES(1,1,1,0,'manual',NULL,'',0.0,0,NULL);
INSERT INTO "plans" VALUES(2,1,1,1,'manual',NULL,'',0.0,0,NULL);
CREATE TABLE qualifications (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	label TEXT NOT NULL, 
	CONSTRAINT uq_qualifications_code UNIQUE (code)
);
INSERT INTO "qualifications" VALUES(1,1,'leader','Chef d’équipe');
CREATE TABLE role_qualifications (
	need_id INTEGER NOT NULL, 
	role TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	qualification_id INTEGER NOT NULL, 
	CONSTRAINT pk_role_qualifications PRIMARY KEY (need_id, role, position), 
	CONSTRAINT fk_role_qualifications_need_id_role FOREIGN KEY(need_id, role) REFERENCES roles (need_id, code) ON DELETE CASCADE, 
	CONSTRAINT fk_role_qualifications_qualification_id FOREIGN KEY(qualification_id) REFERENCES qualifications (id)
);
INSERT INTO "role_qualifications" VALUES(1,'chief',0,1);
INSERT INTO "role_qualifications" VALUES(2,'chief',0,1);
CREATE TABLE roles (
	need_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	count INTEGER NOT NULL, 
	minimum INTEGER NOT NULL, 
	corps TEXT NOT NULL, 
	CONSTRAINT pk_roles PRIMARY KEY (need_id, code), 
	CONSTRAINT fk_roles_need_id FOREIGN KEY(need_id) REFERENCES needs (id) ON DELETE CASCADE
);
INSERT INTO "roles" VALUES(1,'guard',0,2,1,'["PM", "ASP"]');
INSERT INTO "roles" VALUES(1,'chief',1,1,1,'[]');
INSERT INTO "roles" VALUES(2,'guard',0,2,1,'["PM", "ASP"]');
INSERT INTO "roles" VALUES(2,'chief',1,1,1,'[]');
CREATE TABLE settings (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY ("key")
);
INSERT INTO "settings" VALUES('language','"fr"');
CREATE TABLE "sites" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	address TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	latitude DOUBLE, 
	longitude DOUBLE, 
	danger_rank INTEGER NOT NULL, 
	note TEXT NOT NULL, 
	import_key TEXT NOT NULL, 
	active BOOLEAN NOT NULL, 
	sector TEXT NOT NULL, 
	CONSTRAINT uq_sites_code UNIQUE (code), 
	CONSTRAINT ck_sites_whole_position CHECK ((latitude IS NULL) = (longitude IS NULL))
);
INSERT INTO "sites" VALUES(1,1,'E13-07','École Wurtz','fixed','','',NULL,NULL,3,'','',1,'');
CREATE TABLE units (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	latitude DOUBLE, 
	longitude DOUBLE, 
	CONSTRAINT ck_units_whole_position CHECK ((latitude IS NULL) = (longitude IS NULL)), 
	CONSTRAINT uq_units_code UNIQUE (code)
);
INSERT INTO "units" VALUES(1,1,'DT13','Division territoriale 13e',NULL,NULL);
CREATE INDEX ix_agents_unit_id ON agents (unit_id);
CREATE INDEX ix_held_qualifications_qualification_id ON held_qualifications (qualification_id);
CREATE INDEX ix_role_qualifications_qualification_id ON role_qualifications (qualification_id);
CREATE INDEX ix_assignments_agent_id ON assignments (agent_id);
CREATE INDEX ix_assignments_need_id_role ON assignments (need_id, role);
CREATE INDEX ix_needs_site_id ON needs (site_id);
CREATE INDEX ix_sites_import_key ON sites (import_key);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('operations',1);
INSERT INTO "sqlite_sequence" VALUES('needs',2);
INSERT INTO "sqlite_sequence" VALUES('sites',1);
INSERT INTO "sqlite_sequence" VALUES('units',1);
INSERT INTO "sqlite_sequence" VALUES('qualifications',1);
INSERT INTO "sqlite_sequence" VALUES('agents',2);
INSERT INTO "sqlite_sequence" VALUES('layers',1);
INSERT INTO "sqlite_sequence" VALUES('plans',2);
COMMIT;
