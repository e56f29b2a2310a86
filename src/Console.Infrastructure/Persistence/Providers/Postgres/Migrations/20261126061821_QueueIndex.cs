using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgentConsole.Infrastructure.Persistence.Providers.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class QueueIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "ApprovalRoles",
                table: "Proposals",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200);

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

            migrationBuilder.AlterColumn<string>(
                name: "ApprovalRoles",
                table: "Proposals",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200,
                oldCollation: "C");
        }
    }
}
