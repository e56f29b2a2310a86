using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgentConsole.Infrastructure.Persistence.Providers.SqlServer.Migrations
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
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Round",
                table: "Proposals",
                type: "int",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "SnapshotBefore",
                table: "Proposals",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Round",
                table: "Decisions",
                type: "int",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.CreateTable(
                name: "RefusedCalls",
                columns: table => new
                {
                    Agent = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Environment = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Tool = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Digest = table.Column<string>(type: "nvarchar(51)", maxLength: 51, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProposalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Until = table.Column<DateTime>(type: "datetime2", nullable: false)
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
