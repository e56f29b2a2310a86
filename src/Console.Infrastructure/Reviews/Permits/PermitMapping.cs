using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews.Permits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Reviews.Permits;

/// <summary>How permits lie in their table.</summary>
internal sealed class PermitMapping : IEntityTypeConfiguration<Permit>
{
    public void Configure(EntityTypeBuilder<Permit> builder)
    {
        builder.ToTable("Permits");
        builder.HasKey(permit => permit.Id);
        builder.Property(permit => permit.Id).ValueGeneratedNever();
        builder.Property(permit => permit.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(permit => permit.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(permit => permit.Tool).HasMaxLength(ProposalLimits.ToolNameLengthMax);
        builder.Property(permit => permit.Pattern).HasMaxLength(PermitLimits.PatternLengthMax);
        builder.Property(permit => permit.GrantedByName).HasMaxLength(AccessLimits.DisplayNameLengthMax);
        builder.Property(permit => permit.Roles).HasMaxLength(AccessLimits.RolesLengthMax);
        builder.Property(permit => permit.Method).HasMaxLength(ApprovalMethod.LengthMax);
        builder.Property(permit => permit.Reason).HasMaxLength(PermitLimits.ReasonLengthMax);
        builder.Property(permit => permit.EndedCode).HasMaxLength(PermitLimits.EndedLengthMax);
        builder.Property(permit => permit.Version).IsConcurrencyToken();
        builder.Ignore(permit => permit.HeldRoles);
        builder.Ignore(permit => permit.UsesLeft);
        builder.HasIndex(permit => new { permit.Agent, permit.Environment, permit.Tool, permit.Until });
        builder.HasIndex(permit => permit.GrantedAt);
        builder.HasOne<Proposal>().WithMany().HasForeignKey(permit => permit.ProposalId);
    }
}
