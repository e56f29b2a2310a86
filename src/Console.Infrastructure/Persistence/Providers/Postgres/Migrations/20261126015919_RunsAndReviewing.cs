using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgentConsole.Infrastructure.Persistence.Providers.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class RunsAndReviewing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Origins",
                table: "Proposals",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Planted",
                table: "Proposals",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RiskTableVersion",
                table: "Proposals",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "RunStep",
                table: "Proposals",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsCaught",
                table: "Decisions",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RiskScore",
                table: "Decisions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "SecondsOpen",
                table: "Decisions",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Delegations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FromId = table.Column<Guid>(type: "uuid", nullable: false),
                    FromName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ToId = table.Column<Guid>(type: "uuid", nullable: false),
                    ToName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Delegations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MarkKeys",
                columns: table => new
                {
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Sealed = table.Column<byte[]>(type: "bytea", maxLength: 4000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MarkKeys", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "Openings",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    ProposalId = table.Column<Guid>(type: "uuid", nullable: false),
                    Digest = table.Column<string>(type: "character varying(51)", maxLength: 51, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Openings", x => new { x.PersonId, x.ProposalId });
                });

            migrationBuilder.CreateTable(
                name: "RiskTables",
                columns: table => new
                {
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Document = table.Column<string>(type: "text", nullable: false),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    SavedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SavedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RiskTables", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "Runs",
                columns: table => new
                {
                    Key = table.Column<Guid>(type: "uuid", nullable: false),
                    Agent = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Environment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Workflow = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Trigger = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    AgentVersion = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Model = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    StartDigest = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Outcome = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Kpis = table.Column<string>(type: "text", nullable: true),
                    Readings = table.Column<int>(type: "integer", nullable: false),
                    MarksBytes = table.Column<int>(type: "integer", nullable: false),
                    LastReadAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ForgottenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Runs", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "RunReadings",
                columns: table => new
                {
                    Run = table.Column<Guid>(type: "uuid", nullable: false),
                    Step = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", unicode: false, maxLength: 32, nullable: false),
                    Tool = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Trust = table.Column<string>(type: "character varying(32)", unicode: false, maxLength: 32, nullable: false),
                    Marks = table.Column<byte[]>(type: "bytea", nullable: false),
                    Digest = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Proposal = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RunReadings", x => new { x.Run, x.Step });
                    table.ForeignKey(
                        name: "FK_RunReadings_Runs_Run",
                        column: x => x.Run,
                        principalTable: "Runs",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_Planted_SubmittedAt",
                table: "Proposals",
                columns: new[] { "Planted", "SubmittedAt" },
                filter: "\"Planted\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_At",
                table: "Decisions",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_FromId_Until",
                table: "Delegations",
                columns: new[] { "FromId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_ToId_Until",
                table: "Delegations",
                columns: new[] { "ToId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_Openings_At",
                table: "Openings",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_RunReadings_Run_Digest",
                table: "RunReadings",
                columns: new[] { "Run", "Digest" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Runs_Agent_Environment_Name",
                table: "Runs",
                columns: new[] { "Agent", "Environment", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Runs_LastReadAt",
                table: "Runs",
                column: "LastReadAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Delegations");

            migrationBuilder.DropTable(
                name: "MarkKeys");

            migrationBuilder.DropTable(
                name: "Openings");

            migrationBuilder.DropTable(
                name: "RiskTables");

            migrationBuilder.DropTable(
                name: "RunReadings");

            migrationBuilder.DropTable(
                name: "Runs");

            migrationBuilder.DropIndex(
                name: "IX_Proposals_Planted_SubmittedAt",
                table: "Proposals");

            migrationBuilder.DropIndex(
                name: "IX_Decisions_At",
                table: "Decisions");

            migrationBuilder.DropColumn(
                name: "Origins",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "Planted",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "RiskTableVersion",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "RunStep",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "IsCaught",
                table: "Decisions");

            migrationBuilder.DropColumn(
                name: "RiskScore",
                table: "Decisions");

            migrationBuilder.DropColumn(
                name: "SecondsOpen",
                table: "Decisions");
        }
    }
}
