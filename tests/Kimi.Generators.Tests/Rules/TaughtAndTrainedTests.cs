using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6011 and KIMI6007: chains of thought fit into responses, a variant keeps its environment, and parts of a set lie apart.</summary>
public sealed class TaughtAndTrainedTests
{
    [Theory]
    [InlineData("MaxResponseTokens = 4_096", "Reinforce({|KIMI6011:MaxResponseTokens = 512|})", "")]
    [InlineData("MaxResponseTokens = 1_024", "{|KIMI6011:Reinforce|}(Iterations = 50)", "")]
    [InlineData("MaxResponseTokens = 2_048, Keep = Selection.Random", "Reinforce({|KIMI6011:MaxResponseTokens = 512|})", "")]
    [InlineData("MaxResponseTokens = 1_024", "Reinforce(MaxResponseTokens = 512)", "")]
    [InlineData("MaxResponseTokens = 4_096, Keep = Selection.Shortest", "Reinforce(MaxResponseTokens = 512)", "")]
    [InlineData("MaxResponseTokens = 4_096", "Reinforce(MaxResponseTokens = 512)",
        "[Reinforce(MaxResponseTokens = 4_096), MirrorDescent, MathReward] public abstract Policy Longer(Policy longCot, PromptSet problems);")]
    public async Task Chains_that_are_cut_off_are_told(string chains, string stage, string after) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("m")] public abstract Policy Start();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [SampleLongCot({{chains}}), MathReward] public abstract Demonstrations Traces(Policy start, PromptSet problems);
            [FineTune] public abstract Policy Warm(Policy start, Demonstrations traces);
            [{{stage}}, MirrorDescent, MathReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
            {{after}}
        }
        """);

    [Theory]
    [InlineData("[Reinforce(Iterations = 99), MirrorDescent, ExactAnswerReward] "
        + "public abstract override Policy {|KIMI6011:LongCot|}(Policy warm, PromptSet problems);")]
    [InlineData("[Reinforce, MirrorDescent(Tau = 0.5), ExactAnswerReward] "
        + "public abstract override Policy {|KIMI6011:LongCot|}(Policy warm, PromptSet problems);")]
    [InlineData("[Reinforce(Iterations = 99), MirrorDescent, ExactAnswerReward, Environment<Dice>] "
        + "public abstract override Policy LongCot(Policy warm, PromptSet problems);")]
    [InlineData("[Reinforce(Iterations = 99), MirrorDescent, ExactAnswerReward] public abstract override Policy LongCot(Policy warm, PromptSet problems);"
        + "[Evaluate, ExactAnswerReward] public abstract override Evaluation Report(Policy longCot, PromptSet heldOut);")]
    public async Task A_variant_that_forgets_its_environment_is_told_where_it_overrides(string stages) => await Recipes.CheckAsync($$"""
        public abstract class Dice : IEnvironment<Problem>
        {
            public abstract ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken);
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [ProblemsFile(Path = "b.jsonl")] public abstract PromptSet HeldOut();
            [Reinforce, MirrorDescent, ExactAnswerReward, Environment<Dice>] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [Evaluate, ExactAnswerReward, Environment<Dice>] public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
        }
        [Recipe("variant")]
        public abstract partial class Variant : R { {{stages}} }
        """);

    [Theory]
    [InlineData("new([.. problems.Take(3_500)])", "new([.. problems.{|KIMI6007:Skip|}(3_000)])")]
    [InlineData("new(problems.Skip(100).ToList())", "new(problems.{|KIMI6007:Take|}(101).ToList())")]
    [InlineData("new([.. problems.Take(..3_500)])", "new([.. problems.Take({|KIMI6007:3_000..4_000|})])")]
    [InlineData("new([.. problems.Take(3_000)])", "new([.. problems.Skip(3_000)])")]
    [InlineData("new([.. problems.Skip(100).Take(50)])", "new([.. problems.Take(100)])")]
    [InlineData("new([.. problems.OrderBy(each => each.Level).Take(3_500)])", "new([.. problems.Skip(3_000)])")]
    [InlineData("new([.. problems.Where(each => each.Level > 2).Take(3_500)])", "new([.. problems.Where(each => each.Level < 2).Skip(3)])")]
    public async Task Parts_that_overlap_are_told(string train, string test) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl", LevelField = "l")] public abstract PromptSet All();
            [Transform] public static PromptSet Train([From(nameof(All))] PromptSet problems) => {{train}};
            [Transform] public static PromptSet Test([From(nameof(All))] PromptSet problems) { return {{test}}; }
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet train);
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy longCot, PromptSet test);
        }
        """);
}
