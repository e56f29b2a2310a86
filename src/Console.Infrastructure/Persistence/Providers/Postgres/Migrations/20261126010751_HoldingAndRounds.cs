using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgentConsole.Infrastructure.Persistence.Providers.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class HoldingAndRounds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "HoldsUntil",
                table: "Proposals",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Round",
                table: "Proposals",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "SnapshotBefore",
                table: "Proposals",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Round",
                table: "Decisions",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.CreateTable(
                name: "RefusedCalls",
                columns: table => new
                {
                    Agent = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Environment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Tool = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Digest = table.Column<string>(type: "character varying(51)", maxLength: 51, nullable: false, collation: "C"),
                    ProposalId = table.Column<Guid>(type: "uuid", nullable: false),
                    Until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusedCalls", x => new { x.Agent, x.Environment, x.Tool, x.Digest });
                });

            migrationBuilder.CreateIndex(
                name: "IX_RefusedCalls_Until",
                table: "RefusedCalls",
                column: "Until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RefusedCalls");

            migrationBuilder.DropColumn(
                name: "HoldsUntil",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "Round",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "SnapshotBefore",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "Round",
                table: "Decisions");
        }
    }
}
