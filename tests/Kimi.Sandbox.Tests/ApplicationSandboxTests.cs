using Kimi.Dsl;
using Kimi.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Sandbox.Tests;

/// <summary>The sandbox that applications have.</summary>
public sealed class ApplicationSandboxTests
{
    [Theory]
    [InlineData("Local", "")]
    [InlineData("Service", "http://127.0.0.1:1")]
    [InlineData("SandboxFusion", "http://127.0.0.1:1")]
    public async Task Programs_in_postfix_notation_go_to_their_interpreter(string kind, string url)
    {
        await using var services = Services(kind, url);

        var outcomes = await Box.RunAsync(services.GetRequiredService<ISandbox>(), "x y + 2 *", ProgramLanguage.Postfix, null, "3 4");

        Assert.Equal(["exited 0: 14"], outcomes.Select(Box.Words));
    }

    [Fact]
    public async Task The_configuration_names_the_other()
    {
        await using var fusion = Services("SandboxFusion", "http://127.0.0.1:1");
        await using var wrong = Services("Service", "somewhere");

        var capabilities = await fusion.GetRequiredService<ISandbox>().CapabilitiesAsync(default);
        Assert.Equal("SandboxFusion at http://127.0.0.1:1/", capabilities.Name);
        Assert.Contains(ProgramLanguage.Postfix, capabilities.Languages);
        var problem = await Assert.ThrowsAsync<KimiException>(() => wrong.GetRequiredService<ISandbox>().CapabilitiesAsync(default).AsTask());
        Assert.Equal("the sandbox's address, Kimi:SandboxUrl, is 'somewhere': give one such as http://10.0.0.2:8750", problem.Message);
    }

    [SkippableFact]
    public async Task By_default_it_is_this_machines()
    {
        Box.Require(ProgramLanguage.Python);
        await using var services = Services("Local", "");

        Assert.Equal("exited 0: 1", Box.Words(Assert.Single(await Box.RunAsync(services.GetRequiredService<ISandbox>(), "print(1)"))));
    }

    private static ServiceProvider Services(string kind, string url) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Kimi:Sandbox"] = kind, ["Kimi:SandboxUrl"] = url }).Build())
        .AddKimi().AddSandbox().BuildServiceProvider();
}
