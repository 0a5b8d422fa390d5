using System.ComponentModel;
using Kimi.Dsl;
using Kimi.Runtime.Tests.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>Options of environments and tools.</summary>
internal static class EnvironmentProofs
{
    private static readonly (string Option, object Value)[] s_turns =
        [(nameof(EnvironmentAttribute.MaxTurns), 3), (nameof(EnvironmentAttribute.MaxReplyTokens), 1)];

    internal static IEnumerable<OptionProof> All(Observatory observatory)
    {
        var louder = observatory.File("louder");
        File.WriteAllText(louder, $"#!/bin/sh\nexec dotnet {string.Join(' ', ToolServer.Arguments)} louder\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(louder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return
        [
            Acting<EnvironmentAttribute<Echo>>(() => new() { MaxTurns = 2, MaxReplyTokens = 3 }, [.. s_turns]),
            Hasty<EnvironmentAttribute<Echo>>(() => new() { MaxTurns = 2, MaxReplyTokens = 3 }),
            Acting<ToolsAttribute<Oracle, AlwaysCalls>>(
                Tools, [.. s_turns, (nameof(ToolEnvironmentAttribute.OnFault), ToolFault.Message), (nameof(ToolEnvironmentAttribute.DescribeTools), false)]),
            Acting<ToolsAttribute<Oracle, AlwaysCalls>>(
                () =>
                {
                    var tools = Tools();
                    tools.OnFault = ToolFault.Message;
                    return tools;
                },
                (nameof(ToolEnvironmentAttribute.ErrorText), "2")),
            Hasty(Tools),
            Acting<McpToolsAttribute<AlwaysCalls>>(
                () => Server(),
                [
                    .. s_turns,
                    (nameof(McpServerAttribute.Command), louder),
                    (nameof(McpServerAttribute.Arguments), (string[])[.. ToolServer.Arguments, "louder"]),
                    (nameof(ToolEnvironmentAttribute.OnFault), ToolFault.Message), (nameof(ToolEnvironmentAttribute.DescribeTools), false),
                ]),
            Acting<McpToolsAttribute<AlwaysCalls>>(
                () =>
                {
                    var server = Server();
                    server.OnFault = ToolFault.Message;
                    return server;
                },
                (nameof(ToolEnvironmentAttribute.ErrorText), "2")),
            Hasty(Server),
        ];
    }

    private static ToolsAttribute<Oracle, AlwaysCalls> Tools() => new() { MaxTurns = 2, MaxReplyTokens = 4, ErrorText = "1" };

    private static McpToolsAttribute<AlwaysCalls> Server() => new()
    {
        MaxTurns = 2,
        MaxReplyTokens = 4,
        ErrorText = "1",
        Command = "dotnet",
        Arguments = ToolServer.Arguments,
    };

    private static OptionProof Acting<TAttribute>(Func<TAttribute> given, params (string Option, object Value)[] others)
        where TAttribute : EnvironmentAttribute => OptionProof.Of(
        given,
        environment => new Stage<ReinforceAttribute, Policy, PromptSet, Policy>("Proved", Short(), Before.BriefPolicy, Before.Problems)
        {
            Components = [environment, new MirrorDescentAttribute(), new RewardAttribute<Fickle>()],
        },
        others);

    private static ReinforceAttribute Short()
    {
        var options = ReinforcementProofs.Options();
        (options.Iterations, options.MaxResponseTokens, options.MaxFaultRate, options.WarmupIterations) = (2, 12, 0.9, 1);
        return options;
    }

    private static OptionProof Hasty<TAttribute>(Func<TAttribute> given)
        where TAttribute : EnvironmentAttribute =>
        Acting(given, (nameof(EnvironmentAttribute.TimeLimitSeconds), 1.0)).With((services, _) => services.AddSingleton<TimeProvider>(new HastyTime()));

    /// <summary>Says something to every turn.</summary>
    [ImplementationVersion(1)]
    internal sealed class Echo : IEnvironment<MathProblem>
    {
        public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Episode());

        private sealed class Episode : IEpisode
        {
            public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) => new(new EnvironmentReply.Continue("123"));

            public ValueTask DisposeAsync() => default;
        }
    }

    public sealed class Oracle
    {
        [Description("Adds.")]
        public string Add(long a, long b) => a < int.MaxValue ? $"{a + b}234" : throw new InvalidOperationException("no");
    }

    /// <summary>Takes every turn for a call, of something odd or even by the turn.</summary>
    [ImplementationVersion(1)]
    private sealed class AlwaysCalls : IToolProtocol
    {
        public IReadOnlyList<string> TurnEnds => ["0", "1", "2", "3", "4"];

        public string Describe(IReadOnlyList<ToolDescription> tools) => "+";

        public IReadOnlyList<ToolCall> Read(string turn) =>
            [new ToolCall.Positional("add", [Number(turn.Length % 2 == 0 ? 99_999_999_999 : 30 + turn.Length), Number(3)])];

        public string Write(IReadOnlyList<string> results) => string.Concat(results);

        private static System.Text.Json.JsonElement Number(long number) => System.Text.Json.JsonSerializer.SerializeToElement(number);
    }
}
