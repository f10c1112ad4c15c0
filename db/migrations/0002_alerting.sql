CREATE TABLE "email_suppressions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"address" text NOT NULL,
	"channel_id" uuid,
	"reason" text NOT NULL,
	"detail" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "email_suppressions_once" UNIQUE NULLS NOT DISTINCT("organization_id","address","channel_id")
);
--> statement-breakpoint
CREATE TABLE "escalations" (
	"incident_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"next_step" smallint NOT NULL,
	"reminders_sent" smallint DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"held_for" text,
	"held_detail" text
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"cadence" text NOT NULL,
	"channel_ids" text[] NOT NULL,
	"time_zone" text NOT NULL,
	"hour" smallint NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reports_organization_id" UNIQUE("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "maintenance_monitors" (
	"maintenance_id" uuid NOT NULL,
	"monitor_id" uuid NOT NULL,
	CONSTRAINT "maintenance_monitors_maintenance_id_monitor_id_pk" PRIMARY KEY("maintenance_id","monitor_id")
);
--> statement-breakpoint
CREATE TABLE "maintenance_windows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"maintenance_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "maintenance_windows_start" UNIQUE("maintenance_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "maintenances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"covers_project" boolean NOT NULL,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"schedule" jsonb,
	"duration_minutes" integer,
	"until_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "maintenances_organization_id" UNIQUE("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "on_call_overrides" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "on_call_schedules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"layers" jsonb NOT NULL,
	"feed_version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "on_call_schedules_organization_id" UNIQUE("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"spec" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "policies_organization_id" UNIQUE("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "user_id" uuid;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "templates" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "self_test_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "grouping_until_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "digest_id" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "requests_done" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "receipt" jsonb;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "failed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "delivery_attempts" ADD COLUMN "request" jsonb;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "down_since_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "monitor_states" ADD COLUMN "in_maintenance" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "monitor_states" ADD COLUMN "flapping_until_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "monitors" ADD COLUMN "policy_id" uuid;--> statement-breakpoint
ALTER TABLE "monitors" ADD COLUMN "severity" text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE "monitors" ADD COLUMN "parent_id" uuid;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "blind_since_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "sighted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "feed_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "email_suppressions" ADD CONSTRAINT "email_suppressions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_suppressions" ADD CONSTRAINT "email_suppressions_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_incident" FOREIGN KEY ("organization_id","incident_id") REFERENCES "public"."incidents"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_project" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_monitors" ADD CONSTRAINT "maintenance_monitors_maintenance_id_maintenances_id_fk" FOREIGN KEY ("maintenance_id") REFERENCES "public"."maintenances"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_monitors" ADD CONSTRAINT "maintenance_monitors_monitor_id_monitors_id_fk" FOREIGN KEY ("monitor_id") REFERENCES "public"."monitors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_windows" ADD CONSTRAINT "maintenance_windows_maintenance" FOREIGN KEY ("organization_id","maintenance_id") REFERENCES "public"."maintenances"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenances" ADD CONSTRAINT "maintenances_project" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "on_call_overrides" ADD CONSTRAINT "on_call_overrides_schedule" FOREIGN KEY ("organization_id","schedule_id") REFERENCES "public"."on_call_schedules"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "on_call_overrides" ADD CONSTRAINT "on_call_overrides_member" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."members"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "on_call_schedules" ADD CONSTRAINT "on_call_schedules_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_project" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "escalations_next" ON "escalations" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "reports_next" ON "reports" USING btree ("next_at") WHERE enabled;--> statement-breakpoint
CREATE INDEX "maintenance_monitors_monitor" ON "maintenance_monitors" USING btree ("monitor_id");--> statement-breakpoint
CREATE INDEX "maintenance_windows_to_begin" ON "maintenance_windows" USING btree ("starts_at") WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX "maintenance_windows_to_end" ON "maintenance_windows" USING btree ("ends_at") WHERE status = 'active';--> statement-breakpoint
CREATE INDEX "maintenances_project" ON "maintenances" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "on_call_overrides_schedule" ON "on_call_overrides" USING btree ("schedule_id","ends_at");--> statement-breakpoint
CREATE INDEX "on_call_schedules_organization" ON "on_call_schedules" USING btree ("organization_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "policies_default" ON "policies" USING btree ("project_id") WHERE is_default;--> statement-breakpoint
CREATE INDEX "policies_project" ON "policies" USING btree ("project_id");--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_member" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."members"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monitors" ADD CONSTRAINT "monitors_policy_id_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policies"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monitors" ADD CONSTRAINT "monitors_parent_id_monitors_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."monitors"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "channels_user" ON "channels" USING btree ("organization_id","user_id") WHERE user_id is not null;--> statement-breakpoint
CREATE INDEX "channels_self_test" ON "channels" USING btree ("self_test_at") WHERE self_test_at is not null;--> statement-breakpoint
CREATE INDEX "deliveries_waiting" ON "deliveries" USING btree ("channel_id","created_at") WHERE status in ('pending', 'sending', 'folded');--> statement-breakpoint
CREATE INDEX "deliveries_digest" ON "deliveries" USING btree ("digest_id") WHERE digest_id is not null;--> statement-breakpoint
CREATE INDEX "deliveries_delivered" ON "deliveries" USING btree ("channel_id","delivered_at") WHERE delivered_at is not null;--> statement-breakpoint
CREATE INDEX "monitor_states_flapping" ON "monitor_states" USING btree ("flapping_until_at") WHERE flapping_until_at is not null;--> statement-breakpoint
CREATE INDEX "monitors_policy" ON "monitors" USING btree ("policy_id") WHERE policy_id is not null;--> statement-breakpoint
CREATE INDEX "monitors_parent" ON "monitors" USING btree ("parent_id") WHERE parent_id is not null;