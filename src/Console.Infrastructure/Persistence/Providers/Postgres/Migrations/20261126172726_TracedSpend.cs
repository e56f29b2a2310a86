using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgentConsole.Infrastructure.Persistence.Providers.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class TracedSpend : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "Scope",
                table: "BudgetUses",
                type: "character varying(505)",
                maxLength: 505,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(205)",
                oldMaxLength: 205,
                oldCollation: "C");

            migrationBuilder.AddColumn<long>(
                name: "TracedNanos",
                table: "BudgetUses",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "TracedNanos",
                table: "BudgetUses");

            migrationBuilder.AlterColumn<string>(
                name: "Scope",
                table: "BudgetUses",
                type: "character varying(205)",
                maxLength: 205,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(505)",
                oldMaxLength: 505,
                oldCollation: "C");
        }
    }
}
