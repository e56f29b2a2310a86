using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgentConsole.Infrastructure.Persistence.Providers.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class GrantText : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "BeforeEdit",
                table: "Proposals",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "SealedText",
                table: "Grants",
                type: "bytea",
                maxLength: 8000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Method",
                table: "Decisions",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "BeforeEdit",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "SealedText",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "Method",
                table: "Decisions");
        }
    }
}
