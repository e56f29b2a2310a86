using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgentConsole.Infrastructure.Persistence.Providers.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class QueueIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Proposals_Waiting",
                table: "Proposals",
                columns: new[] { "Status", "ApprovalRoles", "Agent", "ExpiresAt", "SubmittedAt", "RiskScore" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Proposals_Waiting",
                table: "Proposals");
        }
    }
}
