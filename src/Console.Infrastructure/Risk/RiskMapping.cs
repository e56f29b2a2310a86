using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Risk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Risk;

/// <summary>How the versions of the risk table lie in a table.</summary>
internal sealed class RiskMapping : IEntityTypeConfiguration<RiskTableVersion>
{
    public void Configure(EntityTypeBuilder<RiskTableVersion> builder)
    {
        builder.ToTable("RiskTables");
        builder.HasKey(version => version.Number);
        builder.Property(version => version.Number).ValueGeneratedNever();
        builder.Property(version => version.Note).HasMaxLength(RiskLimits.NoteLengthMax);
        builder.Property(version => version.SavedBy).HasMaxLength(LedgerLimits.ActorLengthMax);
    }
}
