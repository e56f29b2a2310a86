using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgentConsole.Infrastructure.Persistence.Providers.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PolicySets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ApprovalClauses",
                table: "Proposals",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PoliciesAsked",
                table: "Proposals",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PolicyEngine",
                table: "Proposals",
                type: "TEXT",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "console");

            migrationBuilder.AddColumn<string>(
                name: "PolicyRevision",
                table: "Proposals",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PolicySet",
                table: "Proposals",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Roles",
                table: "Decisions",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "PolicyEvaluations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Moment = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Agent = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Tool = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Environment = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Engine = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SetName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Revision = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Clauses = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Determining = table.Column<string>(type: "TEXT", nullable: false),
                    Errors = table.Column<string>(type: "TEXT", nullable: true),
                    Asked = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Inputs = table.Column<string>(type: "TEXT", nullable: false),
                    InputsDigest = table.Column<string>(type: "TEXT", maxLength: 51, nullable: false),
                    ArgumentsDigest = table.Column<string>(type: "TEXT", maxLength: 51, nullable: false),
                    ContractVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    OutsideId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Microseconds = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyEvaluations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PolicySets",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Engine = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    LiveVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    DraftVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicySets", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "ProposalTallies",
                columns: table => new
                {
                    Agent = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Environment = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Scope = table.Column<string>(type: "TEXT", maxLength: 210, nullable: false),
                    Counted = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProposalTallies", x => new { x.Agent, x.Environment, x.Scope });
                });

            migrationBuilder.CreateTable(
                name: "ShadowDifferences",
                columns: table => new
                {
                    SetName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Agent = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Tool = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    LiveKind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    LiveRule = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    LiveClauses = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Clauses = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShadowDifferences", x => new { x.SetName, x.Number, x.ProposalId, x.At });
                });

            migrationBuilder.CreateTable(
                name: "PolicyVersions",
                columns: table => new
                {
                    SetName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Tests = table.Column<string>(type: "TEXT", nullable: true),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 51, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Status = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Authors = table.Column<string>(type: "TEXT", nullable: false),
                    SavedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SavedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PublishedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ShadowSince = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyVersions", x => new { x.SetName, x.Number });
                    table.ForeignKey(
                        name: "FK_PolicyVersions_PolicySets_SetName",
                        column: x => x.SetName,
                        principalTable: "PolicySets",
                        principalColumn: "Name",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PolicyEvaluations_Agent_At",
                table: "PolicyEvaluations",
                columns: new[] { "Agent", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_PolicyEvaluations_At_Id",
                table: "PolicyEvaluations",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PolicyEvaluations_OutsideId",
                table: "PolicyEvaluations",
                column: "OutsideId");

            migrationBuilder.CreateIndex(
                name: "IX_PolicyEvaluations_ProposalId",
                table: "PolicyEvaluations",
                column: "ProposalId");

            migrationBuilder.CreateIndex(
                name: "IX_PolicyEvaluations_Rule_At",
                table: "PolicyEvaluations",
                columns: new[] { "Rule", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_PolicyEvaluations_Tool_At",
                table: "PolicyEvaluations",
                columns: new[] { "Tool", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_PolicyVersions_Status",
                table: "PolicyVersions",
                column: "Status");

            migrationBuilder.CreateIndex(
                name: "IX_ShadowDifferences_SetName_Number_At",
                table: "ShadowDifferences",
                columns: new[] { "SetName", "Number", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PolicyEvaluations");

            migrationBuilder.DropTable(
                name: "PolicyVersions");

            migrationBuilder.DropTable(
                name: "ProposalTallies");

            migrationBuilder.DropTable(
                name: "ShadowDifferences");

            migrationBuilder.DropTable(
                name: "PolicySets");

            migrationBuilder.DropColumn(
                name: "ApprovalClauses",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "PoliciesAsked",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "PolicyEngine",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "PolicyRevision",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "PolicySet",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "Roles",
                table: "Decisions");
        }
    }
}
