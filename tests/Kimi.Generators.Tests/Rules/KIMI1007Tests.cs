using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1007: a component hangs on a stage that takes it.</summary>
public sealed class KIMI1007Tests
{
    [Fact]
    public async Task A_component_of_a_kind_the_stage_does_not_take_is_marked()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [Problems<Sums>] public abstract PromptSet Problems();
                [InitializeTransformer, {|KIMI1007:LengthPenalty|}] public abstract Policy Initial();
                [Evaluate, ExactAnswerReward, {|KIMI1007:MirrorDescent|}] public abstract Evaluation Report(Policy initial, PromptSet problems);
            }
            """);
        Assert.Equal("stage 'Initial' is an [InitializeTransformer], which takes no penalty: remove [LengthPenalty]", messages[0]);
        Assert.Equal("stage 'Report' is an [Evaluate], which takes no objective: remove [MirrorDescent]", messages[1]);
    }

    [Fact]
    public async Task A_component_on_a_method_that_is_no_stage_is_marked()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")] public abstract partial class R { [{|KIMI1007:ExactAnswerReward|}] public abstract Policy Initial(); }
            """);
        Assert.StartsWith("[ExactAnswerReward] hangs on 'Initial', which has no stage attribute: ", messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_s_own_stage_takes_what_it_declares() => await Recipes.CheckAsync("""
        [StageComponents(ComponentKinds.Penalty)] public class OwnAttribute : StageAttribute<Policy>;
        public sealed class DerivedAttribute : OwnAttribute;
        [Recipe("r")] public abstract partial class R { [Derived, LengthPenalty] public abstract Policy Initial(); }
        """);

    [Theory]
    [InlineData("Reinforce, MirrorDescent, ExactAnswerReward", "Policy Next(Policy warm, PromptSet problems)")]
    [InlineData("Evaluate, ExactAnswerReward", "Evaluation Next(Policy warm, PromptSet problems)")]
    [InlineData("SampleShortest, ExactAnswerReward", "Demonstrations Next(Policy warm, PromptSet problems)")]
    [InlineData("SamplePreferences, ExactAnswerReward", "Preferences Next(Policy warm, PromptSet problems)")]
    [InlineData("SelectPolicy, ExactAnswerReward", "Policy Next(Policy warm, Policy other, PromptSet problems)")]
    public async Task An_environment_hangs_on_what_samples_responses_that_rewards_judge(string stage, string method) =>
        Assert.DoesNotContain("KIMI1007", (await EnvironmentAsync(stage, method)).Select(diagnostic => diagnostic.Id));

    [Theory]
    [InlineData("FineTune", "Policy Next(Policy warm, Demonstrations traces)", "FineTune")]
    [InlineData("OptimizePreferences", "Policy Next(Policy warm, Preferences pairs)", "OptimizePreferences")]
    [InlineData("MergeWeights", "Policy Next(Policy warm, Policy other)", "MergeWeights")]
    public async Task An_environment_on_what_samples_none_is_told(string stage, string method, string name)
    {
        var told = Assert.Single(await EnvironmentAsync(stage, method), diagnostic => diagnostic.Id == "KIMI1007");

        Assert.Equal(
            $"stage 'Next' is {(name[0] == 'O' ? "an" : "a")} [{name}], which takes no environment: remove [Environment<Game>]", told.GetMessage());
        Assert.Equal("Environment<Game>", told.Location.SourceTree!.ToString().Substring(told.Location.SourceSpan.Start, told.Location.SourceSpan.Length));
    }

    private static async Task<IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic>> EnvironmentAsync(string stage, string method) =>
        (await Recipes.AnalyzeAsync(Compilations.Create($$"""
            public abstract class Game : IEnvironment<Problem>
            {
                public abstract ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken);
            }
            [Recipe("r")]
            public abstract partial class R
            {
                [Problems<Sums>] public abstract PromptSet Problems();
                [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
                [TunedPolicy] public abstract Policy Warm();
                [TunedPolicy] public abstract Policy Other();
                [SamplePreferences, ExactAnswerReward] public abstract Preferences Pairs(Policy warm, PromptSet problems);
                [{{stage}}, Environment<Game>] public abstract {{method}};
            }
            """))).Diagnostics;
}
