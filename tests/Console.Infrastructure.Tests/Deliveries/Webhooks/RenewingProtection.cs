using AgentConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Tests.Deliveries.Webhooks;

/// <summary>Seals as the framework does on the day it renews its keys: it writes them down first, through a connection of its own.</summary>
internal sealed class RenewingProtection(IDbContextFactory<ConsoleDbContext> contexts) : IDataProtectionProvider, IDataProtector
{
    public IDataProtector CreateProtector(string purpose) => this;

    public byte[] Protect(byte[] plaintext)
    {
        using var db = contexts.CreateDbContext();
        db.Database.SetCommandTimeout(TimeSpan.FromSeconds(1));
        db.ProtectionKeys.Add(new() { Name = "renewed", Xml = "<key/>" });
        db.SaveChanges();
        return plaintext;
    }

    public byte[] Unprotect(byte[] protectedData) => protectedData;
}
