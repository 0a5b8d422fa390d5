using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kimi.Runtime.Tests.Execution;

/// <summary>Which rewards and environments may work in other processes.</summary>
public sealed class ComponentWorkersTests
{
    [Fact]
    public void What_is_disposable_or_checkpointed_stays_in_this_process()
    {
        Assert.True(IComponentWorkers.MayHave(new Plain()));
        Assert.False(IComponentWorkers.MayHave(new Disposable()));
        Assert.False(IComponentWorkers.MayHave(new DisposableLater()));
        Assert.False(IComponentWorkers.MayHave(new Checkpointed()));
    }

    [Fact]
    public void Tools_of_a_class_may_go_elsewhere_and_those_of_a_server_stay()
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        using var ofClass = Of(new ToolsAttribute<Plain, BracketCalls>());
        using var ofServer = Of(new McpToolsAttribute<BracketCalls> { Command = "server" });

        Assert.True(IComponentWorkers.MayHave(ofClass));
        Assert.False(IComponentWorkers.MayHave(ofServer));

        ToolEnvironment Of(ToolEnvironmentAttribute options) => new(options, services, NullLoggerFactory.Instance, TimeProvider.System);
    }

    private sealed class Plain;

    private sealed class Disposable : IDisposable
    {
        public void Dispose()
        {
        }
    }

    private sealed class DisposableLater : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => default;
    }

    private sealed class Checkpointed : ICheckpointed
    {
        public void Save(string folder)
        {
        }

        public void Load(string folder)
        {
        }
    }
}
