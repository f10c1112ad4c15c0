CREATE TABLE "page_domains" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"hostname" text NOT NULL,
	"verified_at" timestamp with time zone,
	"failing_since_at" timestamp with time zone,
	"checked_at" timestamp with time zone,
	"next_check_at" timestamp with time zone NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "page_domains_organization_id" UNIQUE("organization_id","id"),
	CONSTRAINT "page_domains_claim" UNIQUE("organization_id","hostname")
);
--> statement-breakpoint
CREATE TABLE "page_incident_components" (
	"page_incident_id" uuid NOT NULL,
	"component_id" uuid NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "page_incident_components_page_incident_id_component_id_pk" PRIMARY KEY("page_incident_id","component_id")
);
--> statement-breakpoint
CREATE TABLE "page_incident_sources" (
	"page_incident_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	CONSTRAINT "page_incident_sources_page_id_incident_id_pk" PRIMARY KEY("page_id","incident_id")
);
--> statement-breakpoint
CREATE TABLE "page_incident_updates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"page_incident_id" uuid NOT NULL,
	"status" text NOT NULL,
	"body" text NOT NULL,
	"display_at" timestamp with time zone NOT NULL,
	"is_notifying" boolean NOT NULL,
	"affected" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_by" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "page_incident_updates_organization_id" UNIQUE("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "page_incidents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"origin" text NOT NULL,
	"title" text NOT NULL,
	"status" text NOT NULL,
	"chosen_impact" text,
	"impact" text NOT NULL,
	"published_at" timestamp with time zone,
	"publish_at" timestamp with time zone,
	"is_taken" boolean DEFAULT false NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"monitoring_at" timestamp with time zone,
	"resolved_at" timestamp with time zone,
	"scheduled_for" timestamp with time zone,
	"scheduled_until" timestamp with time zone,
	"maintenance_window_id" uuid,
	"discarded_at" timestamp with time zone,
	"created_by" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "page_incidents_organization_id" UNIQUE("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "page_components" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"group_id" uuid,
	"kind" text NOT NULL,
	"monitor_id" uuid,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"position" integer NOT NULL,
	"manual_status" text,
	"is_only_shown_if_degraded" boolean DEFAULT false NOT NULL,
	"shows_history" boolean DEFAULT true NOT NULL,
	"shows_response_times" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "page_components_organization_id" UNIQUE("organization_id","id"),
	CONSTRAINT "page_components_page_monitor" UNIQUE("page_id","monitor_id")
);
--> statement-breakpoint
CREATE TABLE "page_documents" (
	"page_id" uuid NOT NULL,
	"path" text NOT NULL,
	"version" bigint NOT NULL,
	"source" text NOT NULL,
	"etag" text NOT NULL,
	"meta" jsonb NOT NULL,
	"br" "bytea",
	"gzip" "bytea",
	"plain" "bytea",
	CONSTRAINT "page_documents_page_id_path_pk" PRIMARY KEY("page_id","path")
);
--> statement-breakpoint
CREATE TABLE "page_files" (
	"page_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "page_files_page_id_kind_pk" PRIMARY KEY("page_id","kind")
);
--> statement-breakpoint
CREATE TABLE "page_marks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "page_snapshots" (
	"page_id" uuid PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"manifest" jsonb NOT NULL,
	"built_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "status_pages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"is_published" boolean DEFAULT false NOT NULL,
	"is_indexed" boolean DEFAULT true NOT NULL,
	"access" text DEFAULT 'public' NOT NULL,
	"password_hash" text,
	"allowed_ranges" text[] DEFAULT '{}'::text[] NOT NULL,
	"allowed_email_domains" text[] DEFAULT '{}'::text[] NOT NULL,
	"access_version" integer DEFAULT 1 NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"default_locale" text DEFAULT 'en' NOT NULL,
	"locales" text[] DEFAULT '{en}'::text[] NOT NULL,
	"branding" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "status_pages_slug" UNIQUE("slug"),
	CONSTRAINT "status_pages_organization_id" UNIQUE("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "page_notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"update_id" uuid NOT NULL,
	"status" text NOT NULL,
	"attempt_count" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"claimed_until_at" timestamp with time zone,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "page_notifications_once" UNIQUE("update_id","subscriber_id")
);
--> statement-breakpoint
CREATE TABLE "subscribers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"address" text NOT NULL,
	"secrets" text,
	"component_ids" text[],
	"locale" text NOT NULL,
	"confirmed_at" timestamp with time zone,
	"unsubscribed_at" timestamp with time zone,
	"confirm_version" integer DEFAULT 1 NOT NULL,
	"failure_count" integer DEFAULT 0 NOT NULL,
	"disabled_reason" text,
	"last_notified_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subscribers_organization_id" UNIQUE("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "maintenances" ADD COLUMN "is_announced" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "page_domains" ADD CONSTRAINT "page_domains_page" FOREIGN KEY ("organization_id","page_id") REFERENCES "public"."status_pages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_incident_components" ADD CONSTRAINT "page_incident_components_page_incident_id_page_incidents_id_fk" FOREIGN KEY ("page_incident_id") REFERENCES "public"."page_incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_incident_components" ADD CONSTRAINT "page_incident_components_component_id_page_components_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."page_components"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_incident_sources" ADD CONSTRAINT "page_incident_sources_page_incident_id_page_incidents_id_fk" FOREIGN KEY ("page_incident_id") REFERENCES "public"."page_incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_incident_sources" ADD CONSTRAINT "page_incident_sources_page_id_status_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."status_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_incident_sources" ADD CONSTRAINT "page_incident_sources_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_incident_updates" ADD CONSTRAINT "page_incident_updates_incident" FOREIGN KEY ("organization_id","page_incident_id") REFERENCES "public"."page_incidents"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_incidents" ADD CONSTRAINT "page_incidents_maintenance_window_id_maintenance_windows_id_fk" FOREIGN KEY ("maintenance_window_id") REFERENCES "public"."maintenance_windows"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_incidents" ADD CONSTRAINT "page_incidents_page" FOREIGN KEY ("organization_id","page_id") REFERENCES "public"."status_pages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_components" ADD CONSTRAINT "page_components_group_id_page_components_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."page_components"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_components" ADD CONSTRAINT "page_components_page" FOREIGN KEY ("organization_id","page_id") REFERENCES "public"."status_pages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_components" ADD CONSTRAINT "page_components_monitor" FOREIGN KEY ("organization_id","monitor_id") REFERENCES "public"."monitors"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_documents" ADD CONSTRAINT "page_documents_page_id_page_snapshots_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page_snapshots"("page_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_files" ADD CONSTRAINT "page_files_page_id_status_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."status_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_snapshots" ADD CONSTRAINT "page_snapshots_page_id_status_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."status_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_pages" ADD CONSTRAINT "status_pages_project" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_notifications" ADD CONSTRAINT "page_notifications_subscriber" FOREIGN KEY ("organization_id","subscriber_id") REFERENCES "public"."subscribers"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_notifications" ADD CONSTRAINT "page_notifications_update" FOREIGN KEY ("organization_id","update_id") REFERENCES "public"."page_incident_updates"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscribers" ADD CONSTRAINT "subscribers_page" FOREIGN KEY ("organization_id","page_id") REFERENCES "public"."status_pages"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "page_domains_verified" ON "page_domains" USING btree ("hostname") WHERE verified_at is not null;--> statement-breakpoint
CREATE INDEX "page_domains_page" ON "page_domains" USING btree ("page_id");--> statement-breakpoint
CREATE INDEX "page_domains_next_check" ON "page_domains" USING btree ("next_check_at");--> statement-breakpoint
CREATE INDEX "page_incident_components_component" ON "page_incident_components" USING btree ("component_id");--> statement-breakpoint
CREATE INDEX "page_incident_sources_own" ON "page_incident_sources" USING btree ("page_incident_id");--> statement-breakpoint
CREATE INDEX "page_incident_sources_incident" ON "page_incident_sources" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "page_incident_updates_incident" ON "page_incident_updates" USING btree ("page_incident_id","display_at");--> statement-breakpoint
CREATE UNIQUE INDEX "page_incidents_window" ON "page_incidents" USING btree ("page_id","maintenance_window_id") WHERE maintenance_window_id is not null;--> statement-breakpoint
CREATE INDEX "page_incidents_page" ON "page_incidents" USING btree ("page_id","id");--> statement-breakpoint
CREATE INDEX "page_incidents_unresolved" ON "page_incidents" USING btree ("page_id") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "page_incidents_to_publish" ON "page_incidents" USING btree ("publish_at") WHERE publish_at is not null;--> statement-breakpoint
CREATE INDEX "page_incidents_to_turn" ON "page_incidents" USING btree ("scheduled_for") WHERE kind = 'maintenance' and resolved_at is null;--> statement-breakpoint
CREATE INDEX "page_components_page" ON "page_components" USING btree ("page_id");--> statement-breakpoint
CREATE INDEX "page_components_monitor" ON "page_components" USING btree ("monitor_id") WHERE monitor_id is not null;--> statement-breakpoint
CREATE INDEX "page_documents_version" ON "page_documents" USING btree ("page_id","version");--> statement-breakpoint
CREATE INDEX "page_snapshots_confirmed" ON "page_snapshots" USING btree ("confirmed_at");--> statement-breakpoint
CREATE INDEX "status_pages_project" ON "status_pages" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "page_notifications_due" ON "page_notifications" USING btree ("next_attempt_at") WHERE status in ('pending', 'sending');--> statement-breakpoint
CREATE INDEX "page_notifications_subscriber" ON "page_notifications" USING btree ("subscriber_id");--> statement-breakpoint
CREATE UNIQUE INDEX "subscribers_page_email" ON "subscribers" USING btree ("page_id","address") WHERE kind = 'email';--> statement-breakpoint
CREATE INDEX "subscribers_page" ON "subscribers" USING btree ("page_id","id");--> statement-breakpoint
CREATE INDEX "subscribers_unconfirmed" ON "subscribers" USING btree ("created_at") WHERE confirmed_at is null;--> statement-breakpoint
CREATE FUNCTION mark_pages_of_spans() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
	-- The state of a monitor is written in a dozen places; pages must hear of all of them, and of those to come.
	INSERT INTO page_marks (page_id)
	SELECT DISTINCT c.page_id FROM changed s JOIN page_components c ON c.monitor_id = s.monitor_id;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER spans_inserted_mark_pages AFTER INSERT ON "spans"
	REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_pages_of_spans();--> statement-breakpoint
CREATE TRIGGER spans_updated_mark_pages AFTER UPDATE ON "spans"
	REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_pages_of_spans();
--> statement-breakpoint
CREATE FUNCTION mark_pages_of_components() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
	-- A monitor that is deleted takes its components along, and no verb of pages hears of it.
	INSERT INTO page_marks (page_id) SELECT DISTINCT page_id FROM gone;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER page_components_deleted_mark_pages AFTER DELETE ON "page_components"
	REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION mark_pages_of_components();
