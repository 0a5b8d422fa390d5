using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Generation;

/// <summary>Stage attributes that share options by a base of theirs.</summary>
public sealed class SharedOptionsTests
{
    [Fact]
    public async Task Stages_that_share_options_are_kinds_of_their_own() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Sft();
            [SampleLongCot(Templates = new[] { "{prompt}!" }), ExactAnswerReward] public abstract Demonstrations Warm(Policy sft, PromptSet problems);
            [SampleShortest, ExactAnswerReward] public abstract Demonstrations Shortest(Policy sft, PromptSet problems);
            [SampleQuestionAnswers, ExactAnswerReward] public abstract Corpus Synthetic(Policy sft, PromptSet problems);
            [SamplePreferences, ExactAnswerReward] public abstract Preferences Pairs(Policy sft, PromptSet problems);
            [FineTune] public abstract Policy LongCot(Policy sft, Demonstrations warm);
            [FineTune] public abstract Policy Short(Policy sft, Demonstrations shortest);
            [OptimizePreferences] public abstract Policy Dpo(Policy sft, Preferences pairs);
            [LoadPolicy("base")] public abstract Policy Elsewhere();
            [Cooldown] public abstract Policy Cooled(Policy elsewhere, Corpus synthetic);
            [SelectPolicy, ExactAnswerReward] public abstract Policy Base(Policy longCot, Policy @short, Policy dpo, Policy cooled, PromptSet problems);
        }
        """);

    [Fact]
    public async Task A_team_s_stages_share_options_too_and_their_inputs_are_checked()
    {
        var messages = await Recipes.CheckAsync("""
            [SharedOptions]
            public abstract class DistillationAttribute<TOutput> : StageAttribute<Policy, Policy, TOutput> where TOutput : Artifact
            {
                [System.ComponentModel.DataAnnotations.Range(0.0, 1.0)]
                [System.ComponentModel.DefaultValue(0.5)]
                public double Mix { get; set; } = 0.5;
            }
            public sealed class DistilAttribute : DistillationAttribute<Policy>;
            public sealed class JudgeAttribute : DistillationAttribute<Evaluation>;
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Teacher();
                [TunedPolicy] public abstract Policy Student();
                [Problems<Sums>] public abstract PromptSet Problems();
                [Distil(Mix = 0.25)] public abstract Policy Learnt(Policy student, Policy teacher);
                [Judge] public abstract Evaluation Compared(Policy learnt, Policy teacher);
                [Judge({|KIMI5001:Mix = 2|})] public abstract Evaluation Again(Policy learnt, Policy teacher);
                [{|KIMI4001:SampleShortest|}] public abstract Demonstrations Unjudged(Policy learnt, PromptSet problems);
            }
            """);
        Assert.Contains("Mix", messages[0], StringComparison.Ordinal);
    }
}
