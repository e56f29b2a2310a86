using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>How decisions of OPAs elsewhere lie in their table.</summary>
internal sealed class OutsideDecisionMapping : IEntityTypeConfiguration<OutsideDecision>
{
    public void Configure(EntityTypeBuilder<OutsideDecision> builder)
    {
        builder.ToTable("OutsideDecisions");
        builder.HasKey(decision => decision.DecisionId);
        builder.Property(decision => decision.DecisionId).HasMaxLength(OpaLimits.DecisionIdLengthMax);
        builder.Property(decision => decision.Instance).HasMaxLength(OpaLimits.InstanceLengthMax);
        builder.Property(decision => decision.Path).HasMaxLength(OpaLimits.PathLengthMax);
        builder.Property(decision => decision.Bundle).HasMaxLength(PolicyLimits.SetNameLengthMax);
        builder.Property(decision => decision.Revision).HasMaxLength(PolicyLimits.RevisionLengthMax);
        builder.Property(decision => decision.Decision).HasMaxLength(OpaLimits.LoggedDecisionLengthMax);
        builder.Property(decision => decision.Rule).HasMaxLength(PolicyLimits.RuleLengthMax);
        builder.Property(decision => decision.Error).HasMaxLength(OpaLimits.LoggedErrorLengthMax);
        builder.Property(decision => decision.InputDigest).HasMaxLength(ProposalLimits.DigestLength);
        builder.HasIndex(decision => new { decision.At, decision.DecisionId });
    }
}
