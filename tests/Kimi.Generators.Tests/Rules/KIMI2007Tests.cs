using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI2007: an input is not called after another stage.</summary>
public sealed class KIMI2007Tests
{
    [Theory]
    [InlineData("[From(nameof(Sft))] Policy {|KIMI2007:longCot|}, PromptSet heldOut")]
    [InlineData("Policy longCot, [From(nameof(LongCot))] Policy {|KIMI6013:{|KIMI2007:sft|}|}, PromptSet heldOut")]
    [InlineData("[From(nameof(Sft))] Policy start, PromptSet heldOut")]
    [InlineData("[From(nameof(LongCot))] Policy longCot, PromptSet heldOut")]
    [InlineData("[From(nameof(Sft))] Policy report, PromptSet heldOut")]
    [InlineData("[From(nameof(Sft))] Policy policy, PromptSet heldOut")]
    [InlineData("Policy longCot, [From(nameof(HeldOut))] PromptSet problems")]
    public async Task A_model_of_one_stage_under_the_name_of_another_is_told(string inputs) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Policy();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [FineTune] public abstract Policy Sft(Policy policy, Demonstrations traces);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy sft, PromptSet problems);
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report({{inputs}});
            [Evaluate, ExactAnswerReward] public abstract Evaluation Last(Policy longCot, PromptSet heldOut);
        }
        """);

    [Fact]
    public async Task An_override_keeps_the_names_of_its_base() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
            [Evaluate, ExactAnswerReward] public abstract Evaluation Trained(Policy longCot, PromptSet heldOut);
        }
        [Recipe("before")]
        public abstract partial class Before : R
        {
            [Evaluate, ExactAnswerReward]
            public abstract override Evaluation Report([From(nameof(Warm))] Policy longCot, PromptSet heldOut);
        }
        """);
}
