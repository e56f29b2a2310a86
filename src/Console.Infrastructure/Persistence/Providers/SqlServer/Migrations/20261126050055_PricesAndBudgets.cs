using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgentConsole.Infrastructure.Persistence.Providers.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class PricesAndBudgets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "EstimatedUsdNanos",
                table: "Proposals",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Notice",
                table: "Outbox",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "BudgetRaises",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Budget = table.Column<string>(type: "nvarchar(130)", maxLength: 130, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Period = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    AmountNanos = table.Column<long>(type: "bigint", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    RaisedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RaisedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    RaisedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Until = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BudgetRaises", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BudgetUses",
                columns: table => new
                {
                    Budget = table.Column<string>(type: "nvarchar(130)", maxLength: 130, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Environment = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Scope = table.Column<string>(type: "nvarchar(205)", maxLength: 205, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ReservedNanos = table.Column<long>(type: "bigint", nullable: false),
                    SettledNanos = table.Column<long>(type: "bigint", nullable: false),
                    ToldPercent = table.Column<int>(type: "int", nullable: false),
                    ToldCapNanos = table.Column<long>(type: "bigint", nullable: true),
                    TouchedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BudgetUses", x => new { x.Budget, x.Environment, x.Scope });
                });

            migrationBuilder.CreateTable(
                name: "Budgets",
                columns: table => new
                {
                    Id = table.Column<string>(type: "nvarchar(130)", maxLength: 130, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Kind = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(110)", maxLength: 110, nullable: false),
                    PerDayUsdNanos = table.Column<long>(type: "bigint", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Budgets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PriceChanges",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    From = table.Column<DateTime>(type: "datetime2", nullable: false),
                    To = table.Column<DateTime>(type: "datetime2", nullable: true),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PriceChanges", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "Prices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    From = table.Column<DateTime>(type: "datetime2", nullable: false),
                    InputNanosPerMillion = table.Column<long>(type: "bigint", nullable: true),
                    CachedInputNanosPerMillion = table.Column<long>(type: "bigint", nullable: true),
                    OutputNanosPerMillion = table.Column<long>(type: "bigint", nullable: true),
                    CallNanos = table.Column<long>(type: "bigint", nullable: true),
                    Note = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ChangedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Prices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SpendReservations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Agent = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Environment = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RunName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Workflow = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Day = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    ProposalId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Model = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    IdempotencyKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    RequestDigest = table.Column<string>(type: "nvarchar(51)", maxLength: 51, nullable: true),
                    ReservedNanos = table.Column<long>(type: "bigint", nullable: false),
                    SettledNanos = table.Column<long>(type: "bigint", nullable: true),
                    SettledDigest = table.Column<string>(type: "nvarchar(51)", maxLength: 51, nullable: true),
                    IsOverrun = table.Column<bool>(type: "bit", nullable: false),
                    Status = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SpendReservations", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BudgetRaises_Budget_Until",
                table: "BudgetRaises",
                columns: new[] { "Budget", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_BudgetUses_Budget_TouchedAt",
                table: "BudgetUses",
                columns: new[] { "Budget", "TouchedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Prices_Kind_Name_From",
                table: "Prices",
                columns: new[] { "Kind", "Name", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SpendReservations_Agent_Environment_IdempotencyKey",
                table: "SpendReservations",
                columns: new[] { "Agent", "Environment", "IdempotencyKey" },
                unique: true,
                filter: "[IdempotencyKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SpendReservations_ProposalId",
                table: "SpendReservations",
                column: "ProposalId");

            migrationBuilder.CreateIndex(
                name: "IX_SpendReservations_Status_ExpiresAt",
                table: "SpendReservations",
                columns: new[] { "Status", "ExpiresAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BudgetRaises");

            migrationBuilder.DropTable(
                name: "BudgetUses");

            migrationBuilder.DropTable(
                name: "Budgets");

            migrationBuilder.DropTable(
                name: "PriceChanges");

            migrationBuilder.DropTable(
                name: "Prices");

            migrationBuilder.DropTable(
                name: "SpendReservations");

            migrationBuilder.DropColumn(
                name: "EstimatedUsdNanos",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "Notice",
                table: "Outbox");
        }
    }
}
