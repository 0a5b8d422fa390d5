using System.ComponentModel;
using System.Runtime.CompilerServices;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Tests.Rollouts;
using Kimi.Runtime.Tools;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kimi.Runtime.Tests.Tools;

/// <summary>Responses of a policy that calls a calculator, by way of the rounds in which stages sample.</summary>
internal static class ToolRollouts
{
    internal const string Alphabet = "0123456789[](),ad";

    /// <summary>A response whose turns have these texts; the last ends with the end of text.</summary>
    internal static Task<Rollout> OfAsync(LoadedPolicy loaded, int maxReplyTokens, params string[] turns) => StoppedAsync(loaded, maxReplyTokens, [], turns);

    /// <summary>The same under texts that end a response.</summary>
    internal static async Task<Rollout> StoppedAsync(LoadedPolicy loaded, int maxReplyTokens, IReadOnlyList<string> stopTexts, params string[] turns)
    {
        using var policy = Dispatching.Policies.Hold(loaded);
        var options = new ToolsAttribute<Calculator, BracketCalls> { DescribeTools = false, MaxReplyTokens = maxReplyTokens };
        using var environment = new ToolEnvironment(options, new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance, TimeProvider.System);
        var dispatcher = Dispatching.Over(new Speaker(loaded.Tokenizer, turns));
        var timed = new TimedEnvironment(environment, options, TimeProvider.System, NullLogger<TimedEnvironment>.Instance);
        var rounds = new RolloutRounds(dispatcher, new Episodes(timed, options, new(1), TimeProvider.System, NullLogger<Episodes>.Instance));
        var batch = new SamplingBatch
        {
            Stage = "Test",
            Prompts = [new("p", [.. loaded.Tokenizer.Encode("12")])],
            SamplesPerPrompt = 1,
            Sampling = new() { MaxResponseTokens = 60, Temperature = 1, StopTexts = [.. stopTexts] },
            Parts = 1,
            Version = 3,
        };
        Problem[] problems = [new MathProblem { Id = "p", Prompt = "12", Answer = "" }];
        return Assert.Single(await new RolloutSampler(dispatcher).SampleAsync(rounds, policy, problems, batch, finished: null, default));
    }

    internal sealed class Calculator
    {
        [Description("Adds two numbers.")]
        public int Add(int a, int b) => a + b;
    }

    /// <summary>Says some turns.</summary>
    private sealed class Speaker(ITokenizer tokenizer, string[] turns) : ScriptedExecutor
    {
        public override async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            foreach (var request in order.Requests)
            {
                var turn = request.Turns.OfType<PolicyTurn>().Count();
                var last = turn == turns.Length - 1;
                int[] tokens = [.. tokenizer.Encode(turns[turn]), .. last ? [tokenizer.EndOfTextId] : Array.Empty<int>()];
                var segment = new RolloutSegment(order.Policy.Version, [.. tokens], [.. tokens.Select(token => -2 - (token / 16f))]);
                yield return new RolloutEvent.Finished(request.Id, segment, last ? StopReason.EndOfText : StopReason.StopText);
            }
        }
    }
}
