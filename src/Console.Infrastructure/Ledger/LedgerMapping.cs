using AgentConsole.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>How the chain lies in tables. Triggers (<see cref="LedgerGuard"/>) refuse to update or delete an entry.</summary>
internal sealed class LedgerMapping : IEntityTypeConfiguration<LedgerEntry>, IEntityTypeConfiguration<LedgerPersonalValue>,
    IEntityTypeConfiguration<LedgerHead>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("LedgerEntries", table => table.HasTrigger(LedgerGuard.TriggerName));
        builder.HasKey(entry => entry.Seq);
        builder.Property(entry => entry.Seq).ValueGeneratedNever();
        builder.Property(entry => entry.Kind).HasMaxLength(LedgerLimits.KindLengthMax);
        builder.Property(entry => entry.Actor).HasMaxLength(LedgerLimits.ActorLengthMax);
        builder.Property(entry => entry.Subject).HasMaxLength(LedgerLimits.SubjectLengthMax);
        builder.Property(entry => entry.PreviousHash).HasMaxLength(32);
        builder.Property(entry => entry.Hash).HasMaxLength(32);
        builder.HasIndex(entry => new { entry.Subject, entry.Seq });
        builder.HasIndex(entry => new { entry.Kind, entry.Seq });
        builder.HasIndex(entry => new { entry.Actor, entry.Seq });
    }

    public void Configure(EntityTypeBuilder<LedgerPersonalValue> builder)
    {
        builder.ToTable("LedgerPersonalValues");
        builder.HasKey(value => new { value.Seq, value.Name });
        builder.Property(value => value.Name).HasMaxLength(60);
        builder.Property(value => value.Salt).HasMaxLength(LedgerLimits.SaltBytes);
    }

    public void Configure(EntityTypeBuilder<LedgerHead> builder)
    {
        builder.ToTable("LedgerHeads");
        builder.Property(head => head.Id).ValueGeneratedNever();
        builder.Property(head => head.Hash).HasMaxLength(32);
        builder.HasData(new LedgerHead { Seq = 0, Hash = HashChain.Genesis });
    }
}
