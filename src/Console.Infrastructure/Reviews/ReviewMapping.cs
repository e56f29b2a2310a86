using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>How decisions, claims and drafts lie in tables.</summary>
internal sealed class ReviewMapping : IEntityTypeConfiguration<Decision>, IEntityTypeConfiguration<Claim>, IEntityTypeConfiguration<Draft>
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
        builder.Property(decision => decision.Digest).HasMaxLength(ProposalLimits.DigestLength);
        builder.HasIndex(decision => new { decision.ProposalId, decision.At });
        builder.HasIndex(decision => new { decision.PersonId, decision.At });
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

    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("Drafts");
        builder.HasKey(draft => new { draft.PersonId, draft.ProposalId });
        builder.Property(draft => draft.Note).HasMaxLength(ReviewLimits.NoteLengthMax);
        builder.HasOne<Proposal>().WithMany().HasForeignKey(draft => draft.ProposalId);
    }
}
