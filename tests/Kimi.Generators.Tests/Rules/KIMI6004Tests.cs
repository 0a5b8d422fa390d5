using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6004: reinforcement starts from a tuned policy.</summary>
public sealed class KIMI6004Tests
{
    [Fact]
    public async Task Reinforcement_of_random_weights_is_marked_at_the_policy_and_told_once_along_the_line()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [InitializeTransformer] public abstract Policy Initial();
                [Problems<Sums>] public abstract PromptSet Curated();
                [Keep] public abstract Policy Merged(Policy initial);
                [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy First(Policy {|KIMI6004:merged|}, PromptSet curated);
                [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy Second(Policy first, PromptSet curated);
            }
            """);
        Assert.Equal(
            "stage 'First' starts from 'merged', which was never tuned to answer, so hardly any response will earn a reward to learn from: fine-tune it first, "
            + "such as by [FineTune]",
            Assert.Single(messages));
    }

    [Fact]
    public async Task A_tuned_policy_and_one_that_nothing_is_known_of_are_fine() => await Recipes.CheckAsync("""
        public sealed class DownloadAttribute : StageAttribute<Policy>;
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Download] public abstract Policy Downloaded();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet curated);
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy A(Policy sft, PromptSet curated);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy B(Policy downloaded, PromptSet curated);
            [Transform] public static Policy Converted(Policy initial) => initial;
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy C(Policy converted, PromptSet curated);
            [MergeWeights] public abstract Policy Half(Policy initial, Policy sft);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy D(Policy half, PromptSet curated);
            [MergeWeights] public abstract Policy Last(Policy a, Policy b, Policy c, Policy d);
        }
        """);

    [Fact]
    public async Task A_team_s_own_stages_take_part() => await Recipes.CheckAsync("""
        [Establishes(Fact.Tuned)] public class InstructAttribute : StageAttribute<Policy, Policy>;
        [Establishes(Fact.Tuned, Value = false)] public sealed class ForgetAttribute : InstructAttribute;
        [Requires(Fact.Tuned)] public sealed class PlayAttribute : StageAttribute<IReadOnlyList<Policy>, Policy>;
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Instruct] public abstract Policy Instructed(Policy initial);
            [Forget] public abstract Policy Forgetful(Policy instructed);
            [Play] public abstract Policy A(Policy instructed, Policy {|KIMI6004:initial|}, Policy {|KIMI6004:forgetful|});
            [Play] public abstract Policy B(Policy instructed, Policy a);
        }
        """);

    [Fact]
    public async Task Evaluating_a_policy_that_was_never_tuned_is_fine() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy initial, PromptSet curated);
        }
        """);

    [Fact]
    public async Task What_the_base_has_already_is_told_once_and_an_override_may_mend_it() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy {|KIMI6004:initial|}, PromptSet curated);
        }
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        [Recipe("good")] public abstract partial class Good : R { [TunedPolicy] public abstract override Policy Initial(); }
        """);

    [Theory]
    [InlineData(
        "[FineTune] public abstract Policy Sft(Policy initial, Demonstrations rows); "
        + "[Pretrain] public abstract Policy Last(Policy {|KIMI6004:sft|}, Corpus texts);")]
    [InlineData(
        "[Pretrain] public abstract Policy Trained(Policy initial, Corpus texts); "
        + "[Cooldown] public abstract Policy Cooled(Policy trained, Corpus texts); "
        + "[FineTune] public abstract Policy Sft(Policy cooled, Demonstrations rows);")]
    public async Task Pretraining_what_was_tuned_is_told(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
            [DocumentsFile] public abstract Corpus Texts();
            [DemonstrationsFile] public abstract Demonstrations Rows();
            {{code}}
        }
        """);
}
