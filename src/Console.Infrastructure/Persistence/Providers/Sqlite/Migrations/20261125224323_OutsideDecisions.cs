using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgentConsole.Infrastructure.Persistence.Providers.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class OutsideDecisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "OutsideDecisions",
                columns: table => new
                {
                    DecisionId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Instance = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Path = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Bundle = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Revision = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Decision = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Error = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    InputDigest = table.Column<string>(type: "TEXT", maxLength: 51, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutsideDecisions", x => x.DecisionId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OutsideDecisions_At_DecisionId",
                table: "OutsideDecisions",
                columns: new[] { "At", "DecisionId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OutsideDecisions");
        }
    }
}
