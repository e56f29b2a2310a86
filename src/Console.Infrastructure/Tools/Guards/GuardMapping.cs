using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools.Guards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Tools.Guards;

/// <summary>How what stands in front of tools lies in tables.</summary>
internal sealed class GuardMapping : IEntityTypeConfiguration<ToolGuard>, IEntityTypeConfiguration<RepeatedCall>
{
    public void Configure(EntityTypeBuilder<ToolGuard> builder)
    {
        builder.ToTable("ToolGuards");
        builder.HasKey(row => new { row.Tool, row.Environment });
        builder.Property(row => row.Tool).HasMaxLength(ProposalLimits.ToolNameLengthMax);
        builder.Property(row => row.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(row => row.Uses).HasMaxLength(GuardLimits.WindowLengthMax);
        builder.Property(row => row.Ends).HasMaxLength(GuardLimits.WindowLengthMax);
        builder.Property(row => row.LastFailureCode).HasMaxLength(GuardLimits.CodeLengthMax);
        builder.Property(row => row.SetBy).HasMaxLength(LedgerLimits.ActorLengthMax);
        builder.Property(row => row.SetReason).HasMaxLength(GuardLimits.ReasonLengthMax);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.Ignore(row => row.Breaker);
    }

    public void Configure(EntityTypeBuilder<RepeatedCall> builder)
    {
        builder.ToTable("RepeatedCalls");
        builder.HasKey(row => new { row.Agent, row.Environment, row.Tool, row.Digest });
        builder.Property(row => row.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(row => row.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(row => row.Tool).HasMaxLength(ProposalLimits.ToolNameLengthMax);
        builder.Property(row => row.Digest).HasMaxLength(ProposalLimits.DigestLength);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.Ignore(row => row.IsStorm);
        builder.HasIndex(row => row.LastAt);
    }
}
