using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Runs;
using AgentConsole.Domain.Spend;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>How prices, budgets and what counts against them lie in tables.</summary>
internal sealed class SpendMapping : IEntityTypeConfiguration<Price>, IEntityTypeConfiguration<PriceChange>, IEntityTypeConfiguration<Budget>,
    IEntityTypeConfiguration<BudgetRaise>, IEntityTypeConfiguration<BudgetUse>, IEntityTypeConfiguration<SpendReservation>
{
    public void Configure(EntityTypeBuilder<Price> builder)
    {
        builder.ToTable("Prices");
        builder.HasKey(price => price.Id);
        builder.Property(price => price.Id).ValueGeneratedNever();
        builder.Property(price => price.Name).HasMaxLength(SpendLimits.ModelNameLengthMax);
        builder.Property(price => price.Note).HasMaxLength(SpendLimits.NoteLengthMax);
        builder.Property(price => price.ChangedBy).HasMaxLength(LedgerLimits.ActorLengthMax);
        builder.Property(price => price.Version).IsConcurrencyToken();
        builder.Ignore(price => price.Terms);
        builder.HasIndex(price => new { price.Kind, price.Name, price.From }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PriceChange> builder)
    {
        builder.ToTable("PriceChanges");
        builder.HasKey(change => change.Number);
        builder.Property(change => change.Number).ValueGeneratedNever();
        builder.Property(change => change.Name).HasMaxLength(SpendLimits.ModelNameLengthMax);
    }

    public void Configure(EntityTypeBuilder<Budget> builder)
    {
        builder.ToTable("Budgets");
        builder.HasKey(budget => budget.Id);
        builder.Property(budget => budget.Id).HasMaxLength(SpendLimits.BudgetIdLengthMax);
        builder.Property(budget => budget.Name).HasMaxLength(SpendLimits.BudgetNameLengthMax);
        builder.Property(budget => budget.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<BudgetRaise> builder)
    {
        builder.ToTable("BudgetRaises");
        builder.HasKey(raise => raise.Id);
        builder.Property(raise => raise.Id).ValueGeneratedNever();
        builder.Property(raise => raise.Budget).HasMaxLength(SpendLimits.BudgetIdLengthMax);
        builder.Property(raise => raise.Reason).HasMaxLength(SpendLimits.ReasonLengthMax);
        builder.Property(raise => raise.RaisedByName).HasMaxLength(AccessLimits.DisplayNameLengthMax);
        builder.Property(raise => raise.Version).IsConcurrencyToken();
        builder.HasIndex(raise => new { raise.Budget, raise.Until });
    }

    public void Configure(EntityTypeBuilder<BudgetUse> builder)
    {
        builder.ToTable("BudgetUses");
        builder.HasKey(use => new { use.Budget, use.Environment, use.Scope });
        builder.Property(use => use.Budget).HasMaxLength(SpendLimits.BudgetIdLengthMax);
        builder.Property(use => use.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(use => use.Scope).HasMaxLength(SpendLimits.ScopeLengthMax);
        builder.Property(use => use.Version).IsConcurrencyToken();
        builder.Ignore(use => use.UsedNanos);
        builder.Ignore(use => use.SpentNanos);
        builder.HasIndex(use => new { use.Budget, use.TouchedAt });
    }

    public void Configure(EntityTypeBuilder<SpendReservation> builder)
    {
        builder.ToTable("SpendReservations");
        builder.HasKey(reservation => reservation.Id);
        builder.Property(reservation => reservation.Id).ValueGeneratedNever();
        builder.Property(reservation => reservation.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(reservation => reservation.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(reservation => reservation.RunName).HasMaxLength(RunLimits.NameLengthMax);
        builder.Property(reservation => reservation.Workflow).HasMaxLength(RunLimits.LabelLengthMax);
        builder.Property(reservation => reservation.Day).HasMaxLength(SpendLimits.DayLength);
        builder.Property(reservation => reservation.Model).HasMaxLength(SpendLimits.ModelNameLengthMax);
        builder.Property(reservation => reservation.IdempotencyKey).HasMaxLength(ProposalLimits.IdempotencyKeyLengthMax);
        builder.Property(reservation => reservation.RequestDigest).HasMaxLength(ProposalLimits.DigestLength);
        builder.Property(reservation => reservation.SettledDigest).HasMaxLength(ProposalLimits.DigestLength);
        builder.Property(reservation => reservation.Version).IsConcurrencyToken();
        builder.Ignore(reservation => reservation.HeldNanos);
        builder.HasIndex(reservation => new { reservation.Agent, reservation.Environment, reservation.IdempotencyKey }).IsUnique();
        builder.HasIndex(reservation => reservation.ProposalId);
        builder.HasIndex(reservation => new { reservation.Status, reservation.ExpiresAt });
    }
}
