using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgentConsole.Infrastructure.Persistence.Providers.SqlServer.Migrations
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
                type: "nvarchar(505)",
                maxLength: 505,
                nullable: false,
                collation: "Latin1_General_100_BIN2",
                oldClrType: typeof(string),
                oldType: "nvarchar(205)",
                oldMaxLength: 205,
                oldCollation: "Latin1_General_100_BIN2");

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
                type: "nvarchar(205)",
                maxLength: 205,
                nullable: false,
                collation: "Latin1_General_100_BIN2",
                oldClrType: typeof(string),
                oldType: "nvarchar(505)",
                oldMaxLength: 505,
                oldCollation: "Latin1_General_100_BIN2");
        }
    }
}
