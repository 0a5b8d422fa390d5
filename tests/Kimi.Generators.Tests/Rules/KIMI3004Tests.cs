using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI3004: components do not contradict each other.</summary>
public sealed class KIMI3004Tests
{
    [Theory]
    [InlineData(
        "{|KIMI3004:UniformSampler|}, PrioritizedSampler",
        "[UniformSampler] on stage 'LongCot' contradicts [PrioritizedSampler], since with it, problems are no longer equally likely: remove one of the two")]
    [InlineData(
        "CurriculumSampler, {|KIMI3004:UniformSampler|}",
        "[UniformSampler] on stage 'LongCot' contradicts [CurriculumSampler], since with it, problems are no longer equally likely: remove one of the two")]
    [InlineData(
        "{|KIMI3004:UniformSampler|}, CurriculumSampler, PrioritizedSampler",
        "[UniformSampler] on stage 'LongCot' contradicts [CurriculumSampler], since with it, problems are no longer equally likely: remove one of the two")]
    [InlineData(
        "PrioritizedSampler({|KIMI3004:InitialSuccess = 1|}), CurriculumSampler",
        "[PrioritizedSampler] with InitialSuccess 1 on stage 'LongCot' contradicts [CurriculumSampler], since problems not tried yet have no weight, "
        + "so the curriculum's new levels are never drawn: remove one of the two, or change InitialSuccess")]
    public async Task Samplers_that_undo_each_other_are_marked_once(string samplers, string message) =>
        Assert.Equal(message, Assert.Single(await Recipes.CheckAsync(Recipe(samplers))));

    [Theory]
    [InlineData("UniformSampler")]
    [InlineData("PrioritizedSampler, CurriculumSampler")]
    [InlineData("PrioritizedSampler(InitialSuccess = 0.99), CurriculumSampler")]
    [InlineData("PrioritizedSampler(InitialSuccess = 1, Floor = 0.05), CurriculumSampler")]
    [InlineData("PrioritizedSampler(InitialSuccess = 1, Floor = 0.1)")]
    public async Task Samplers_whose_weights_multiply_go_together(string samplers) => await Recipes.CheckAsync(Recipe(samplers));

    [Theory]
    [InlineData("{|KIMI3004:TruncatedImportance|}, MaskedImportance")]
    [InlineData("{|KIMI3004:MaskedImportance|}, Correction<ICorrection>")]
    public async Task Corrections_do_not_go_together(string corrections) => Assert.Contains(
        "since both would correct for the same difference: remove one of the two", Assert.Single(await Recipes.CheckAsync(Recipe(corrections))));

    [Fact]
    public async Task On_different_stages_they_do_not_meet() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Reinforce, MirrorDescent, ExactAnswerReward, UniformSampler] public abstract Policy First(Policy warm, PromptSet curated);
            [Reinforce, MirrorDescent, ExactAnswerReward, CurriculumSampler] public abstract Policy Second(Policy first, PromptSet curated);
        }
        """);

    [Fact]
    public async Task Components_of_a_team_s_own_declare_it_on_the_class_or_at_a_value_of_an_option()
    {
        var messages = await Recipes.CheckAsync($$"""
            [Contradicts(typeof(LengthPenaltyAttribute))]
            public class TerseAttribute : PenaltyAttribute<IPenalty>;
            public sealed class VeryTerseAttribute : TerseAttribute;
            public sealed class StrictAttribute : RewardAttribute<IReward>
            {
                [Contradicts(typeof(TerseAttribute), At = 3, Because = "nothing is left to judge"), System.ComponentModel.DefaultValue(3)]
                public int Level { get; set; } = 3;
            }
            {{Recipe("{|KIMI3004:VeryTerse|}, LengthPenalty, {|KIMI3004:Strict|}")}}
            [Recipe("s")]
            public abstract partial class S : R
            {
                [Reinforce, MirrorDescent, ExactAnswerReward, VeryTerse, Strict(Level = 2)]
                public abstract override Policy LongCot(Policy warm, PromptSet curated);
            }
            """);
        Assert.Equal("[VeryTerse] on stage 'LongCot' contradicts [LengthPenalty], since one undoes what the other does: remove one of the two", messages[0]);
        Assert.Equal("[Strict] with Level 3 on stage 'LongCot' contradicts [VeryTerse], since nothing is left to judge: remove one of the two, or change Level",
            messages[1]);
    }

    [Fact]
    public async Task Two_that_contradict_each_other_are_told_once() => await Recipes.CheckAsync($$"""
        [Contradicts(typeof(SamplerAttribute))] public sealed class FewAttribute : SamplerAttribute<ISampler>;
        {{Recipe("{|KIMI3004:Few|}, UniformSampler")}}
        """);

    [Fact]
    public async Task What_stands_twice_is_a_duplicate_and_no_contradiction() =>
        await Recipes.CheckAsync(Recipe("CurriculumSampler, {|KIMI4005:CurriculumSampler|}"));

    private static string Recipe(string samplers) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Reinforce, MirrorDescent, ExactAnswerReward, {{samplers}}] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """;
}
