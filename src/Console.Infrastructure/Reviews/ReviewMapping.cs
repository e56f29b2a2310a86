using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>How what reviewers leave behind lies in tables.</summary>
internal sealed class ReviewMapping : IEntityTypeConfiguration<Decision>, IEntityTypeConfiguration<Claim>, IEntityTypeConfiguration<Draft>,
    IEntityTypeConfiguration<RefusedCall>, IEntityTypeConfiguration<Opening>, IEntityTypeConfiguration<Delegation>
{
    public void Configure(EntityTypeBuilder<Decision> builder)
    {
        builder.ToTable("Decisions");
        builder.HasKey(decision => decision.Id);
        builder.Property(decision => decision.Id).ValueGeneratedNever();
        builder.Property(decision => decision.PersonName).HasMaxLength(AccessLimits.DisplayNameLengthMax);
        builder.Property(decision => decision.Note).HasMaxLength(ReviewLimits.NoteLengthMax);
        builder.Property(decision => decision.Method).HasMaxLength(ApprovalMethod.LengthMax);
        builder.Property(decision => decision.Roles).HasMaxLength(AccessLimits.RolesLengthMax);
        builder.Ignore(decision => decision.HeldRoles);
        builder.Property(decision => decision.Round).HasDefaultValue(1).ValueGeneratedNever();
        builder.Property(decision => decision.Digest).HasMaxLength(ProposalLimits.DigestLength);
        builder.HasIndex(decision => new { decision.ProposalId, decision.At });
        builder.HasIndex(decision => new { decision.PersonId, decision.At });
        builder.HasIndex(decision => decision.At);
        builder.HasOne<Proposal>().WithMany().HasForeignKey(decision => decision.ProposalId);
    }

    public void Configure(EntityTypeBuilder<Claim> builder)
    {
        builder.ToTable("Claims");
        builder.HasKey(claim => claim.ProposalId);
        builder.Property(claim => claim.PersonName).HasMaxLength(AccessLimits.DisplayNameLengthMax);
        builder.Property(claim => claim.Version).IsConcurrencyToken();
        builder.HasOne<Proposal>().WithMany().HasForeignKey(claim => claim.ProposalId);
    }

    public void Configure(EntityTypeBuilder<RefusedCall> builder)
    {
        builder.ToTable("RefusedCalls");
        builder.HasKey(call => new { call.Agent, call.Environment, call.Tool, call.Digest });
        builder.Property(call => call.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(call => call.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(call => call.Tool).HasMaxLength(ProposalLimits.ToolNameLengthMax);
        builder.Property(call => call.Digest).HasMaxLength(ProposalLimits.DigestLength);
        builder.HasIndex(call => call.Until);
    }

    public void Configure(EntityTypeBuilder<Opening> builder)
    {
        builder.ToTable("Openings");
        builder.HasKey(opening => new { opening.PersonId, opening.ProposalId });
        builder.Property(opening => opening.Digest).HasMaxLength(ProposalLimits.DigestLength);
        builder.HasIndex(opening => opening.At);
    }

    public void Configure(EntityTypeBuilder<Delegation> builder)
    {
        builder.ToTable("Delegations");
        builder.HasKey(delegation => delegation.Id);
        builder.Property(delegation => delegation.Id).ValueGeneratedNever();
        builder.Property(delegation => delegation.FromName).HasMaxLength(AccessLimits.DisplayNameLengthMax);
        builder.Property(delegation => delegation.ToName).HasMaxLength(AccessLimits.DisplayNameLengthMax);
        builder.Property(delegation => delegation.Version).IsConcurrencyToken();
        builder.HasIndex(delegation => new { delegation.ToId, delegation.Until });
        builder.HasIndex(delegation => new { delegation.FromId, delegation.Until });
    }

    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("Drafts");
        builder.HasKey(draft => new { draft.PersonId, draft.ProposalId });
        builder.Property(draft => draft.Note).HasMaxLength(ReviewLimits.NoteLengthMax);
        builder.HasOne<Proposal>().WithMany().HasForeignKey(draft => draft.ProposalId);
    }
}
