using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgentConsole.Infrastructure.Persistence.Providers.Sqlite.Migrations
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Notice",
                table: "Outbox",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "BudgetRaises",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Budget = table.Column<string>(type: "TEXT", maxLength: 130, nullable: false),
                    Period = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    AmountNanos = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    RaisedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    RaisedByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RaisedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BudgetRaises", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BudgetUses",
                columns: table => new
                {
                    Budget = table.Column<string>(type: "TEXT", maxLength: 130, nullable: false),
                    Environment = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Scope = table.Column<string>(type: "TEXT", maxLength: 205, nullable: false),
                    ReservedNanos = table.Column<long>(type: "INTEGER", nullable: false),
                    SettledNanos = table.Column<long>(type: "INTEGER", nullable: false),
                    ToldPercent = table.Column<int>(type: "INTEGER", nullable: false),
                    ToldCapNanos = table.Column<long>(type: "INTEGER", nullable: true),
                    TouchedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BudgetUses", x => new { x.Budget, x.Environment, x.Scope });
                });

            migrationBuilder.CreateTable(
                name: "Budgets",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 130, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 110, nullable: false),
                    PerDayUsdNanos = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Budgets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PriceChanges",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    To = table.Column<DateTime>(type: "TEXT", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PriceChanges", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "Prices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    InputNanosPerMillion = table.Column<long>(type: "INTEGER", nullable: true),
                    CachedInputNanosPerMillion = table.Column<long>(type: "INTEGER", nullable: true),
                    OutputNanosPerMillion = table.Column<long>(type: "INTEGER", nullable: true),
                    CallNanos = table.Column<long>(type: "INTEGER", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChangedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Prices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SpendReservations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Agent = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Environment = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RunName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Workflow = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Day = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Model = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    IdempotencyKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    RequestDigest = table.Column<string>(type: "TEXT", maxLength: 51, nullable: true),
                    ReservedNanos = table.Column<long>(type: "INTEGER", nullable: false),
                    SettledNanos = table.Column<long>(type: "INTEGER", nullable: true),
                    SettledDigest = table.Column<string>(type: "TEXT", maxLength: 51, nullable: true),
                    IsOverrun = table.Column<bool>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
                unique: true);

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
