BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE assignments (
	id VARCHAR(32) NOT NULL, 
	class_id VARCHAR(32) NOT NULL, 
	code VARCHAR(8) NOT NULL, 
	content VARCHAR(140) NOT NULL, 
	parts JSON NOT NULL, 
	settings JSON NOT NULL, 
	opens DATETIME, 
	due DATETIME, 
	answers VARCHAR(8) NOT NULL, 
	answers_shown BOOLEAN NOT NULL, 
	holding BOOLEAN NOT NULL, 
	created DATETIME NOT NULL, 
	CONSTRAINT pk_assignments PRIMARY KEY (id), 
	CONSTRAINT fk_assignments_class_id FOREIGN KEY(class_id) REFERENCES classes (id) ON DELETE CASCADE, 
	CONSTRAINT uq_assignments_code UNIQUE (code)
);
INSERT INTO "assignments" VALUES('fe450220581b52a34169e9b970f06a5f','14b9089ee35ccb0d5709df0e69bd2f5f','2TTR74M','compounding','["claim", "by-hand"]','{}',NULL,NULL,'later',0,0,'2026-11-28 01:33:43.052635');
INSERT INTO "assignments" VALUES('7cd5ee522a41c7b970acabfacd834f4f','14b9089ee35ccb0d5709df0e69bd2f5f','HH54NGJ','game/HBBBKD','[]','{}',NULL,NULL,'now',0,0,'2026-11-28 01:33:43.088379');
CREATE TABLE classes (
	id VARCHAR(32) NOT NULL, 
	code VARCHAR(8) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	created DATETIME NOT NULL, 
	expires DATETIME NOT NULL, 
	closed DATETIME, 
	key_hash VARCHAR(128) NOT NULL, 
	slip_seed VARCHAR(64) NOT NULL, 
	check_key VARCHAR(56) NOT NULL, 
	return_secret VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_classes PRIMARY KEY (id), 
	CONSTRAINT uq_classes_code UNIQUE (code)
);
INSERT INTO "classes" VALUES('14b9089ee35ccb0d5709df0e69bd2f5f','XRWK3H','Open Willow','2026-11-28 01:33:42.398270','2027-11-28 01:33:42.398270',NULL,'$argon2id$v=19$m=65536,t=2,p=1$33Y4uljUuKt7S1WN4ec3MA$Ue5jExH0UOZIcr2+TKLpH2Tehm6lElPUs2QVvfg0oSo','11f58ea55fe1e11bac2fd5ae9029239dd6d9d57b13f347330f8df6743d236a34','UPQBX56JGN66CLL263CXSXIXLZFTKR4PLRCFGQV7S2FP3RP2JPFA','24ff4510fb0f31bf57f28cc9c0578225b79975befc4e0bdfaa0ee0461dd85042');
CREATE TABLE events (
	number INTEGER NOT NULL, 
	class_id VARCHAR(32) NOT NULL, 
	member_id VARCHAR(32) NOT NULL, 
	assignment_id VARCHAR(32), 
	id VARCHAR(64) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	content VARCHAR(260) NOT NULL, 
	version VARCHAR(32) NOT NULL, 
	payload JSON NOT NULL, 
	time VARCHAR(40) NOT NULL, 
	received DATETIME NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (number), 
	CONSTRAINT fk_events_class_id FOREIGN KEY(class_id) REFERENCES classes (id) ON DELETE CASCADE, 
	CONSTRAINT fk_events_member_id FOREIGN KEY(member_id) REFERENCES members (id) ON DELETE CASCADE, 
	CONSTRAINT fk_events_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignments (id) ON DELETE SET NULL, 
	CONSTRAINT uq_events_member_id_id UNIQUE (member_id, id)
);
INSERT INTO "events" VALUES(1,'14b9089ee35ccb0d5709df0e69bd2f5f','3180efa5e8d7a16444bcfce6f99e97d5','fe450220581b52a34169e9b970f06a5f','525f8ef1a6bd4aeaba610781db1beb15','predict','compounding/guess-40-years','a50cfa68af','{"value": 50000.0, "assignment": "fe450220581b52a34169e9b970f06a5f"}','2026-11-28T01:33:44.112+00:00','2026-11-28 01:33:44.114252');
INSERT INTO "events" VALUES(2,'14b9089ee35ccb0d5709df0e69bd2f5f','3180efa5e8d7a16444bcfce6f99e97d5','fe450220581b52a34169e9b970f06a5f','501b493bdd4e47f19c2359b8ac2533d7','answer','compounding/three-doublings','a50cfa68af','{"value": "four", "assignment": "fe450220581b52a34169e9b970f06a5f"}','2026-11-28T01:33:44.576+00:00','2026-11-28 01:33:44.578435');
INSERT INTO "events" VALUES(3,'14b9089ee35ccb0d5709df0e69bd2f5f','ba82d20cd6ffd8c3255e71f9282d3730','fe450220581b52a34169e9b970f06a5f','8422ab25f75640b4974f653209c9a658','predict','compounding/guess-40-years','a50cfa68af','{"value": 50000.0, "assignment": "fe450220581b52a34169e9b970f06a5f"}','2026-11-28T01:33:44.960+00:00','2026-11-28 01:33:44.963003');
INSERT INTO "events" VALUES(4,'14b9089ee35ccb0d5709df0e69bd2f5f','ba82d20cd6ffd8c3255e71f9282d3730','fe450220581b52a34169e9b970f06a5f','d38eb874ca3646ff8beb130fcc730e46','answer','compounding/three-doublings','a50cfa68af','{"value": "four", "assignment": "fe450220581b52a34169e9b970f06a5f"}','2026-11-28T01:33:45.023+00:00','2026-11-28 01:33:45.028221');
CREATE TABLE gone_codes (
	code VARCHAR(8) NOT NULL, 
	time DATETIME NOT NULL, 
	CONSTRAINT pk_gone_codes PRIMARY KEY (code)
);
CREATE TABLE members (
	id VARCHAR(32) NOT NULL, 
	class_id VARCHAR(32) NOT NULL, 
	alias VARCHAR(40) NOT NULL, 
	joined DATETIME NOT NULL, 
	return_hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_members PRIMARY KEY (id), 
	CONSTRAINT fk_members_class_id FOREIGN KEY(class_id) REFERENCES classes (id) ON DELETE CASCADE, 
	CONSTRAINT uq_members_class_id_alias UNIQUE (class_id, alias), 
	CONSTRAINT uq_members_class_id_return_hash UNIQUE (class_id, return_hash)
);
INSERT INTO "members" VALUES('3180efa5e8d7a16444bcfce6f99e97d5','14b9089ee35ccb0d5709df0e69bd2f5f','Navy Owl','2026-11-28 01:33:43.999746','3ea4666640e6acf50fa2bb265400851cc8d0806d442a09f0949264fffa62fcf8');
INSERT INTO "members" VALUES('ba82d20cd6ffd8c3255e71f9282d3730','14b9089ee35ccb0d5709df0e69bd2f5f','Plum Eagle','2026-11-28 01:33:44.895530','5dbd34543448864cbe6b37dcd53685a5f9f0cd48167fba8f71cc72ce6dfdd675');
CREATE TABLE secrets (
	name VARCHAR(16) NOT NULL, 
	value VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_secrets PRIMARY KEY (name)
);
CREATE TABLE tries (
	number INTEGER NOT NULL, 
	scope VARCHAR(48) NOT NULL, 
	address VARCHAR(64) NOT NULL, 
	time DATETIME NOT NULL, guess VARCHAR(64) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_tries PRIMARY KEY (number)
);
CREATE INDEX ix_classes_expires ON classes (expires);
CREATE INDEX ix_assignments_class_id ON assignments (class_id);
CREATE INDEX ix_events_class_id_assignment_id ON events (class_id, assignment_id);
CREATE INDEX ix_events_assignment_id ON events (assignment_id);
CREATE INDEX ix_tries_scope_time ON tries (scope, time);
CREATE INDEX ix_tries_time ON tries (time);
COMMIT;
