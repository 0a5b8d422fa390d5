using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6001 and KIMI6011: what follows from a value that a variant or a file gives is told at that value.</summary>
public sealed class OverriddenPlaceTests
{
    private const string Game = """
        public abstract class Dice : IEnvironment<Problem>
        {
            public abstract ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken);
        }
        """;

    [Theory]
    [InlineData("Reinforce({|KIMI6011:MaxResponseTokens = 384|})")]
    [InlineData("Reinforce(MaxResponseTokens = 90)")]
    public async Task A_variant_that_trains_longer_than_it_is_judged_is_told_at_its_limit(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [ProblemsFile(Path = "b.jsonl")] public abstract PromptSet HeldOut();
            [Reinforce(MaxResponseTokens = 96), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [Evaluate(MaxResponseTokens = 96), ExactAnswerReward] public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
        }
        [Recipe("variant")]
        public abstract partial class Variant : R
        {
            [{{stage}}, MirrorDescent, ExactAnswerReward] public abstract override Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("""{ "r": { "LongCot": { "Dice": { "MaxTurns": {|KIMI6001:24|} } } } }""")]
    [InlineData("""{ "r": { "LongCot": { "Dice": { "MaxReplyTokens": {|KIMI6001:300|} } } } }""")]
    [InlineData("""{ "r": { "LongCot": { "Dice": { "MaxTurns": 5 } } } }""")]
    public async Task Replies_without_room_are_told_at_the_option_of_the_file(string json) => await JsonFiles.CheckAsync(Game + """
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer(ContextLength = 512)] public abstract Policy Initial();
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce(MaxResponseTokens = 130), MirrorDescent, ExactAnswerReward, Environment<Dice>(MaxTurns = 4, MaxReplyTokens = 32)]
            public abstract Policy LongCot(Policy sft, PromptSet problems);
        }
        """, ("kimi.json", json));
}
