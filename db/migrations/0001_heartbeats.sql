CREATE TABLE "heartbeats" (
	"monitor_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"deadline_at" timestamp with time zone,
	"expected_at" timestamp with time zone,
	"last_ping_at" timestamp with time zone,
	"last_success_at" timestamp with time zone,
	"ping_count" integer DEFAULT 0 NOT NULL,
	"consecutive_failures" integer DEFAULT 0 NOT NULL,
	"last_duration_ms" integer,
	"status" text NOT NULL,
	"runs" jsonb DEFAULT '[]'::jsonb NOT NULL
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
--> statement-breakpoint
CREATE TABLE "ping_bodies" (
	"monitor_id" uuid NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"n" integer NOT NULL,
	"body" "bytea" NOT NULL,
	CONSTRAINT "ping_bodies_monitor_id_received_at_n_pk" PRIMARY KEY("monitor_id","received_at","n")
) PARTITION BY RANGE ("received_at");
--> statement-breakpoint
CREATE TABLE "pings" (
	"monitor_id" uuid NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"n" integer NOT NULL,
	"duration_ms" integer,
	"body_bytes" integer NOT NULL,
	"exit_status" smallint,
	"is_ignored" boolean NOT NULL,
	"kind" text NOT NULL,
	"method" text NOT NULL,
	"rid" uuid,
	"signal" text,
	"user_agent" text,
	"address" text,
	CONSTRAINT "pings_monitor_id_received_at_n_pk" PRIMARY KEY("monitor_id","received_at","n")
) PARTITION BY RANGE ("received_at");
--> statement-breakpoint
CREATE TABLE "service_beats" (
	"part" text NOT NULL,
	"instance" text NOT NULL,
	"beat_at" timestamp with time zone NOT NULL,
	CONSTRAINT "service_beats_part_instance_pk" PRIMARY KEY("part","instance")
);
--> statement-breakpoint
ALTER TABLE "monitors" ADD COLUMN "ping_uuid" uuid;--> statement-breakpoint
ALTER TABLE "monitors" ADD COLUMN "slug" text;--> statement-breakpoint
ALTER TABLE "heartbeats" ADD CONSTRAINT "heartbeats_monitor_id_monitors_id_fk" FOREIGN KEY ("monitor_id") REFERENCES "public"."monitors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "heartbeats_deadline" ON "heartbeats" USING btree ("deadline_at") WHERE deadline_at is not null;--> statement-breakpoint
CREATE INDEX "monitors_project_slug" ON "monitors" USING btree ("project_id","slug") WHERE slug is not null;--> statement-breakpoint
ALTER TABLE "monitors" ADD CONSTRAINT "monitors_ping_uuid" UNIQUE("ping_uuid");