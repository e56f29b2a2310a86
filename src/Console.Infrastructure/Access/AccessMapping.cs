using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Access;

/// <summary>How people, their roles, keys and tokens lie in tables.</summary>
internal sealed class AccessMapping : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<PersonRole>,
    IEntityTypeConfiguration<AgentKey>, IEntityTypeConfiguration<AccessToken>, IEntityTypeConfiguration<SetupLink>,
    IEntityTypeConfiguration<ProtectionKey>, IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("People");
        builder.Ignore(person => person.PersonId);
        builder.Property(person => person.DisplayName).HasMaxLength(AccessLimits.DisplayNameLengthMax);
        builder.Property(person => person.TimeZone).HasMaxLength(64);
        builder.Property(person => person.ReviewMail).HasDefaultValue(ReviewMail.Off).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<PersonRole> builder)
    {
        builder.ToTable("PersonRoles");
        builder.HasKey(row => new { row.PersonId, row.Role });
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId);
    }

    public void Configure(EntityTypeBuilder<AgentKey> builder)
    {
        builder.ToTable("AgentKeys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.Property(key => key.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(key => key.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(key => key.Prefix).HasMaxLength(AccessLimits.SecretPrefixLength);
        builder.Property(key => key.SecretHash).HasMaxLength(32);
        builder.HasIndex(key => key.Prefix).IsUnique();
        builder.HasIndex(key => key.Agent);
    }

    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.ToTable("AccessTokens");
        builder.HasKey(token => token.Id);
        builder.Property(token => token.Id).ValueGeneratedNever();
        builder.Property(token => token.Name).HasMaxLength(AccessLimits.TokenNameLengthMax);
        builder.Property(token => token.Prefix).HasMaxLength(AccessLimits.SecretPrefixLength);
        builder.Property(token => token.SecretHash).HasMaxLength(32);
        builder.HasIndex(token => token.Prefix).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(token => token.PersonId);
    }

    public void Configure(EntityTypeBuilder<SetupLink> builder)
    {
        builder.ToTable("SetupLinks");
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.SecretHash).HasMaxLength(32);
    }

    public void Configure(EntityTypeBuilder<ProtectionKey> builder)
    {
        builder.ToTable("ProtectionKeys");
        builder.Property(key => key.Name).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("SigningKeys");
        builder.HasKey(key => key.Kid);
        builder.Property(key => key.Kid).HasMaxLength(60);
        builder.Property(key => key.PublicX).HasMaxLength(32);
        builder.Property(key => key.PublicY).HasMaxLength(32);
        builder.Property(key => key.SealedPrivate).HasMaxLength(4_000);
    }
}
