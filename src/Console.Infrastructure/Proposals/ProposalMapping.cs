using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Tools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>How proposals and grants lie in tables.</summary>
internal sealed class ProposalMapping : IEntityTypeConfiguration<Proposal>, IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Proposal> builder)
    {
        builder.ToTable("Proposals");
        builder.HasKey(proposal => proposal.Id);
        builder.Property(proposal => proposal.Id).ValueGeneratedNever();
        builder.Property(proposal => proposal.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(proposal => proposal.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(proposal => proposal.IdempotencyKey).HasMaxLength(ProposalLimits.IdempotencyKeyLengthMax);
        builder.Property(proposal => proposal.SubmissionDigest).HasMaxLength(ProposalLimits.DigestLength);
        builder.Property(proposal => proposal.Tool).HasMaxLength(ProposalLimits.ToolNameLengthMax);
        builder.Property(proposal => proposal.Digest).HasMaxLength(ProposalLimits.DigestLength);
        builder.Property(proposal => proposal.Sentence).HasMaxLength(ProposalLimits.SentenceLengthMax);
        builder.Property(proposal => proposal.RunId).HasMaxLength(ProposalLimits.RunIdLengthMax);
        builder.Property(proposal => proposal.ToolCallId).HasMaxLength(ProposalLimits.ToolCallIdLengthMax);
        builder.Property(proposal => proposal.CallbackUrl).HasMaxLength(ProposalLimits.UrlLengthMax);
        builder.Property(proposal => proposal.TraceParent).HasMaxLength(ProposalLimits.TraceParentLengthMax);
        builder.Property(proposal => proposal.Rule).HasMaxLength(PolicyLimits.RuleLengthMax);
        builder.Property(proposal => proposal.PolicySet).HasMaxLength(PolicyLimits.SetNameLengthMax);
        builder.Property(proposal => proposal.PolicyRevision).HasMaxLength(PolicyLimits.RevisionLengthMax);
        builder.Property(proposal => proposal.PoliciesAsked).HasMaxLength(PolicyLimits.AskedLengthMax);
        builder.Property(proposal => proposal.PolicyReason).HasMaxLength(ProposalLimits.PolicyReasonLengthMax);
        builder.Property(proposal => proposal.DenialCode).HasMaxLength(60);
        builder.Property(proposal => proposal.DenialSuggestion).HasMaxLength(ProposalLimits.SuggestionLengthMax);
        builder.Property(proposal => proposal.ApprovalRoles).HasMaxLength(AccessLimits.RolesLengthMax);
        builder.Property(proposal => proposal.ApprovalClauses).HasMaxLength(ProposalLimits.ApprovalClausesLengthMax);
        builder.Ignore(proposal => proposal.Clauses);
        builder.Ignore(proposal => proposal.AskedRoles);
        builder.Ignore(proposal => proposal.IsAwaited);
        builder.Property(proposal => proposal.SnapshotFault).HasMaxLength(200);
        builder.Property(proposal => proposal.ReasonCode).HasMaxLength(32);
        builder.Property(proposal => proposal.DecisionNote).HasMaxLength(ReviewLimits.NoteLengthMax);
        builder.Property(proposal => proposal.DecidedByName).HasMaxLength(AccessLimits.DisplayNameLengthMax);
        // What was proposed before contracts said so was run by agents.
        builder.Property(proposal => proposal.Executes).HasDefaultValue(Executor.Agent).ValueGeneratedNever();
        builder.Property(proposal => proposal.Round).HasDefaultValue(1).ValueGeneratedNever();
        builder.Property(proposal => proposal.Version).IsConcurrencyToken();
        // A reminder is no change of what somebody is reading, so it leaves the version; two of them still cannot both happen.
        builder.Property(proposal => proposal.NudgesDone).IsConcurrencyToken();
        builder.HasIndex(proposal => new { proposal.Agent, proposal.Environment, proposal.IdempotencyKey }).IsUnique();
        builder.HasIndex(proposal => new { proposal.Status, proposal.RiskScore, proposal.ExpiresAt });
        builder.HasIndex(proposal => new { proposal.Status, proposal.ExpiresAt });
        // In the order in which what waits is counted, with all that is counted: the count on every page reads no row.
        builder.HasIndex(proposal => new { proposal.Status, proposal.ApprovalRoles, proposal.Agent, proposal.ExpiresAt, proposal.SubmittedAt, proposal.RiskScore })
            .HasDatabaseName("IX_Proposals_Waiting");
        builder.HasIndex(proposal => new { proposal.Status, proposal.NextNudgeAt });
        builder.HasIndex(proposal => new { proposal.SubmittedAt, proposal.Id });
        builder.HasIndex(proposal => new { proposal.Agent, proposal.SubmittedAt });
        builder.HasIndex(proposal => new { proposal.RunId, proposal.SubmittedAt });
        builder.HasIndex(proposal => new { proposal.Planted, proposal.SubmittedAt }).HasFilter("\"Planted\" IS NOT NULL");
        // What people decided, and nothing else: a proposal that nobody is asked about costs it nothing. All three databases read this quoting.
        builder.HasIndex(proposal => new { proposal.Agent, proposal.Tool, proposal.DecidedAt }).HasFilter("\"DecidedAt\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.ToTable("Grants");
        builder.HasKey(grant => grant.Id);
        builder.Property(grant => grant.Id).ValueGeneratedNever();
        builder.Property(grant => grant.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(grant => grant.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(grant => grant.Tool).HasMaxLength(ProposalLimits.ToolNameLengthMax);
        builder.Property(grant => grant.ArgumentsDigest).HasMaxLength(ProposalLimits.DigestLength);
        builder.Property(grant => grant.SealedText).HasMaxLength(ProposalLimits.GrantBytesMax);
        builder.Property(grant => grant.Version).IsConcurrencyToken();
        builder.HasIndex(grant => grant.ProposalId).IsUnique();
        builder.HasIndex(grant => new { grant.Agent, grant.RedeemedAt, grant.RevokedAt, grant.ExpiresAt });
        builder.HasIndex(grant => grant.RevokedAt);
        builder.HasIndex(grant => new { grant.Tool, grant.Environment, grant.ExpiresAt });
        builder.HasOne<Proposal>().WithMany().HasForeignKey(grant => grant.ProposalId);
    }
}
