using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>How policy sets, the decision log and the tallies lie in tables.</summary>
internal sealed class PolicyMapping : IEntityTypeConfiguration<PolicySet>, IEntityTypeConfiguration<PolicyVersion>,
    IEntityTypeConfiguration<PolicyEvaluation>, IEntityTypeConfiguration<ShadowDifference>, IEntityTypeConfiguration<ProposalTally>
{
    private const int CodeLengthMax = 60;
    private const int OutsideIdLengthMax = 100;

    public void Configure(EntityTypeBuilder<PolicySet> builder)
    {
        builder.ToTable("PolicySets");
        builder.HasKey(set => set.Name);
        builder.Property(set => set.Name).HasMaxLength(PolicyLimits.SetNameLengthMax);
        builder.Property(set => set.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<PolicyVersion> builder)
    {
        builder.ToTable("PolicyVersions");
        builder.HasKey(version => new { version.SetName, version.Number });
        builder.Property(version => version.SetName).HasMaxLength(PolicyLimits.SetNameLengthMax);
        builder.Property(version => version.Digest).HasMaxLength(ProposalLimits.DigestLength);
        builder.Property(version => version.Note).HasMaxLength(PolicyLimits.NoteLengthMax);
        builder.Property(version => version.SavedBy).HasMaxLength(LedgerLimits.ActorLengthMax);
        builder.Property(version => version.PublishedBy).HasMaxLength(LedgerLimits.ActorLengthMax);
        builder.HasIndex(version => version.Status);
        builder.HasOne<PolicySet>().WithMany().HasForeignKey(version => version.SetName);
    }

    public void Configure(EntityTypeBuilder<PolicyEvaluation> builder)
    {
        builder.ToTable("PolicyEvaluations");
        builder.HasKey(evaluation => evaluation.Id);
        builder.Property(evaluation => evaluation.Id).ValueGeneratedNever();
        builder.Property(evaluation => evaluation.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(evaluation => evaluation.Tool).HasMaxLength(ProposalLimits.ToolNameLengthMax);
        builder.Property(evaluation => evaluation.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(evaluation => evaluation.Rule).HasMaxLength(PolicyLimits.RuleLengthMax);
        builder.Property(evaluation => evaluation.SetName).HasMaxLength(PolicyLimits.SetNameLengthMax);
        builder.Property(evaluation => evaluation.Revision).HasMaxLength(PolicyLimits.RevisionLengthMax);
        builder.Property(evaluation => evaluation.Code).HasMaxLength(CodeLengthMax);
        builder.Property(evaluation => evaluation.Reason).HasMaxLength(PolicyLimits.EvaluationReasonLengthMax);
        builder.Property(evaluation => evaluation.Clauses).HasMaxLength(ProposalLimits.ApprovalClausesLengthMax);
        builder.Property(evaluation => evaluation.Asked).HasMaxLength(PolicyLimits.AskedLengthMax);
        builder.Property(evaluation => evaluation.InputsDigest).HasMaxLength(ProposalLimits.DigestLength);
        builder.Property(evaluation => evaluation.ArgumentsDigest).HasMaxLength(ProposalLimits.DigestLength);
        builder.Property(evaluation => evaluation.OutsideId).HasMaxLength(OutsideIdLengthMax);
        builder.HasIndex(evaluation => new { evaluation.At, evaluation.Id });
        builder.HasIndex(evaluation => new { evaluation.Agent, evaluation.At });
        builder.HasIndex(evaluation => new { evaluation.Tool, evaluation.At });
        builder.HasIndex(evaluation => new { evaluation.Rule, evaluation.At });
        builder.HasIndex(evaluation => evaluation.ProposalId);
        builder.HasIndex(evaluation => evaluation.OutsideId);
    }

    public void Configure(EntityTypeBuilder<ShadowDifference> builder)
    {
        builder.ToTable("ShadowDifferences");
        builder.HasKey(difference => new { difference.SetName, difference.Number, difference.ProposalId, difference.At });
        builder.Property(difference => difference.SetName).HasMaxLength(PolicyLimits.SetNameLengthMax);
        builder.Property(difference => difference.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(difference => difference.Tool).HasMaxLength(ProposalLimits.ToolNameLengthMax);
        builder.Property(difference => difference.LiveRule).HasMaxLength(PolicyLimits.RuleLengthMax);
        builder.Property(difference => difference.Rule).HasMaxLength(PolicyLimits.RuleLengthMax);
        builder.Property(difference => difference.LiveClauses).HasMaxLength(ProposalLimits.ApprovalClausesLengthMax);
        builder.Property(difference => difference.Clauses).HasMaxLength(ProposalLimits.ApprovalClausesLengthMax);
        builder.HasIndex(difference => new { difference.SetName, difference.Number, difference.At });
    }

    public void Configure(EntityTypeBuilder<ProposalTally> builder)
    {
        builder.ToTable("ProposalTallies");
        builder.HasKey(tally => new { tally.Agent, tally.Environment, tally.Scope });
        builder.Property(tally => tally.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(tally => tally.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(tally => tally.Scope).HasMaxLength(ProposalTally.ScopeLengthMax);
        builder.Property(tally => tally.Version).IsConcurrencyToken();
    }
}
