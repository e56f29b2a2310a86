using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>How the versions of tool contracts lie in a table.</summary>
internal sealed class ToolMapping : IEntityTypeConfiguration<ToolVersion>
{
    public void Configure(EntityTypeBuilder<ToolVersion> builder)
    {
        builder.ToTable("ToolVersions");
        builder.HasKey(version => new { version.Name, version.Version });
        builder.Property(version => version.Name).HasMaxLength(ProposalLimits.ToolNameLengthMax);
        builder.Property(version => version.ContractHash).HasMaxLength(ProposalLimits.DigestLength);
        builder.Property(version => version.AcceptedBy).HasMaxLength(LedgerLimits.ActorLengthMax);
        builder.HasIndex(version => new { version.IsCurrent, version.Name });
    }
}
