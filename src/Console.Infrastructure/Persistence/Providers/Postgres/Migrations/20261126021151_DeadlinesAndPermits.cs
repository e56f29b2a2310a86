using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgentConsole.Infrastructure.Persistence.Providers.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class DeadlinesAndPermits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "EscalatedTo",
                table: "Proposals",
                type: "character varying(32)",
                unicode: false,
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LifetimeSeconds",
                table: "Proposals",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "NextNudgeAt",
                table: "Proposals",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NudgesDone",
                table: "Proposals",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "PermitId",
                table: "Proposals",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReviewMail",
                table: "People",
                type: "character varying(32)",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "off");

            migrationBuilder.AddColumn<Guid>(
                name: "PersonId",
                table: "Outbox",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Permits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Agent = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Environment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Tool = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    ContractVersion = table.Column<int>(type: "integer", nullable: false),
                    Pattern = table.Column<string>(type: "character varying(16000)", maxLength: 16000, nullable: false),
                    GrantedById = table.Column<Guid>(type: "uuid", nullable: false),
                    GrantedByName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Roles = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Method = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    ProposalId = table.Column<Guid>(type: "uuid", nullable: false),
                    GrantedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UsesMax = table.Column<int>(type: "integer", nullable: false),
                    Uses = table.Column<int>(type: "integer", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedCode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Permits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Permits_Proposals_ProposalId",
                        column: x => x.ProposalId,
                        principalTable: "Proposals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_Status_NextNudgeAt",
                table: "Proposals",
                columns: new[] { "Status", "NextNudgeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_PersonId",
                table: "Outbox",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Permits_Agent_Environment_Tool_Until",
                table: "Permits",
                columns: new[] { "Agent", "Environment", "Tool", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_Permits_GrantedAt",
                table: "Permits",
                column: "GrantedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Permits_ProposalId",
                table: "Permits",
                column: "ProposalId");

            migrationBuilder.AddForeignKey(
                name: "FK_Outbox_People_PersonId",
                table: "Outbox",
                column: "PersonId",
                principalTable: "People",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Outbox_People_PersonId",
                table: "Outbox");

            migrationBuilder.DropTable(
                name: "Permits");

            migrationBuilder.DropIndex(
                name: "IX_Proposals_Status_NextNudgeAt",
                table: "Proposals");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_PersonId",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "EscalatedTo",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "LifetimeSeconds",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "NextNudgeAt",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "NudgesDone",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "PermitId",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "ReviewMail",
                table: "People");

            migrationBuilder.DropColumn(
                name: "PersonId",
                table: "Outbox");
        }
    }
}
