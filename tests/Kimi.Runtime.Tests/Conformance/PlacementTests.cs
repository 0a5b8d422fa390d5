using System.Reflection;
using Kimi.Dsl;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>
/// An option of a reward changes what a stage of any kind makes that takes rewards, or the stage's attribute says that it ignores the option, so that whoever
/// gives it there is told.
/// </summary>
public sealed class PlacementTests
{
    // Each with another reward beside it, if any, and what another value of an option is.
    private static readonly (RewardAttribute Reward, RewardAttribute? Beside, string Option, object Value)[] s_options =
    [
        (new ExactAnswerRewardAttribute(), null, nameof(ExactAnswerRewardAttribute.Marker), "="),
        (new ExactAnswerRewardAttribute(), new FormatRewardAttribute(), nameof(RewardAttribute.Weight), 3.0),
        (new ExactAnswerRewardAttribute(), null, nameof(RewardAttribute.Weight), 3.0),
        (new MathRewardAttribute { Marked = false, LastLine = false }, null, nameof(MathRewardAttribute.Boxed), false),
        (new MathRewardAttribute { Boxed = false, Marked = false }, null, nameof(MathRewardAttribute.LastLine), false),
        (new MathRewardAttribute(), new RewardAttribute<Fickle>(), nameof(RewardAttribute.Weight), 3.0),
        (new FormatRewardAttribute { Pattern = "^#" }, null, nameof(FormatRewardAttribute.Pattern), "^="),
        (new FormatRewardAttribute { Pattern = "^#" }, null, nameof(RewardAttribute.Weight), 3.0),
        (new FormatRewardAttribute { Pattern = "^#" }, new ExactAnswerRewardAttribute(), nameof(FormatRewardAttribute.Pattern), "^="),
        (new FormatRewardAttribute { Pattern = "^#" }, new MathRewardAttribute(), nameof(FormatRewardAttribute.Pattern), "^="),
        (new RewardAttribute<Fickle>(), null, nameof(RewardAttribute.Weight), 3.0),
    ];

    private static readonly Func<IReadOnlyList<RewardAttribute>, Stage>[] s_stages =
    [
        rewards => new Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation>(
            "Proved", new() { MaxResponseTokens = 40, SamplesPerPrompt = 10 }, StageInput.List<Policy>(RewardProofs.Writing), RewardProofs.Asked)
        { Rewards = rewards },
        rewards => new Stage<CuratePromptsAttribute, Policy, PromptSet, IReadOnlyList<PromptSet>, PromptSet>(
            "Proved", new() { MaxResponseTokens = 40, SamplesPerPrompt = 10, MaxPassRate = 1, GuessAttempts = 0 }, RewardProofs.Writing, RewardProofs.Asked,
            StageInput.List<PromptSet>(Before.Made("Test", new PromptSet([Before.Problem("9+2=", "11", 1)]))))
        { Rewards = rewards },
        rewards => new Stage<SampleLongCotAttribute, Policy, PromptSet, Demonstrations>(
            "Proved", new() { MaxResponseTokens = 40, SamplesPerPrompt = 10, PerProblem = 10, Templates = ["{prompt}"] },
            RewardProofs.Writing, RewardProofs.Asked)
        { Rewards = rewards },
        rewards => new Stage<SamplePreferencesAttribute, Policy, PromptSet, Preferences>(
            "Proved", new() { MaxResponseTokens = 40, SamplesPerPrompt = 10, PairsPerProblem = 10, Prefer = Preferred.Correct },
            RewardProofs.Writing, RewardProofs.Asked)
        { Rewards = rewards },
        rewards => new Stage<SampleQuestionAnswersAttribute, Policy, PromptSet, Corpus>(
            "Proved", new() { MaxResponseTokens = 40, SamplesPerPrompt = 10, PerProblem = 10 }, RewardProofs.Writing, RewardProofs.Asked)
        { Rewards = rewards },
        rewards => new Stage<SampleShortestAttribute, Policy, PromptSet, Demonstrations>(
            "Proved", new() { MaxResponseTokens = 40, SamplesPerPrompt = 10 }, RewardProofs.Writing, RewardProofs.Asked)
        { Rewards = rewards },
    ];

    [Fact]
    public async Task An_option_of_a_reward_has_an_effect_on_a_stage_or_the_stage_says_that_it_ignores_it()
    {
        using var observatory = await Observatory.CreateAsync();
        var wrong = new List<string>();
        foreach (var stage in s_stages)
        {
            foreach (var (reward, beside, option, value) in s_options)
            {
                var other = (RewardAttribute)reward.Copy();
                reward.GetType().GetProperty(option)!.SetValue(other, value);
                var kind = stage([reward]).Options.GetType();
                var isIgnored = kind.GetCustomAttributes<IgnoresAttribute>(inherit: true)
                        .Any(ignores => ignores.Option == option && ignores.Component.IsInstanceOfType(reward))
                    || (reward.GetType().GetProperty(option)!.GetCustomAttribute<IgnoredOnAttribute>() is { } ignored
                        && ignored.Stages.Contains(kind) && ignored.Beside.Any(type => type.IsInstanceOfType(beside)));
                var isSame = (await MakeAsync(reward)).Output == (await MakeAsync(other)).Output;
                if (isSame != isIgnored)
                    wrong.Add($"{option} of {reward.Name} beside {beside?.Name ?? "none"} on {kind.Name}: "
                        + $"{(isSame ? "no effect, and not ignored" : "ignored")}");

                Task<Observation> MakeAsync(RewardAttribute given) => observatory.ObserveAsync(
                    OptionProof.Of(() => given, one => stage(beside is null ? [one] : [one, beside]))
                        .With((services, _) => services.AddSingleton<IRolloutExecutor>(RewardProofs.Answering())),
                    given);
            }
        }

        Assert.Empty(wrong);
    }

    // Two policies that write differently: the first is taken as long as both do well.
    [Theory]
    [InlineData("#4", "=4", nameof(ExactAnswerRewardAttribute.Marker))]
    [InlineData("#4", "=4", nameof(FormatRewardAttribute.Pattern))]
    [InlineData("\\boxed{4}", "the final answer is 4", nameof(MathRewardAttribute.Boxed))]
    [InlineData("9\n4", "the final answer is 4", nameof(MathRewardAttribute.LastLine))]
    public async Task An_option_of_a_reward_decides_which_policy_is_selected(string first, string second, string option)
    {
        using var observatory = await Observatory.CreateAsync();
        (RewardAttribute Given, RewardAttribute Other) rewards = option switch
        {
            nameof(ExactAnswerRewardAttribute.Marker) => (new ExactAnswerRewardAttribute(), new ExactAnswerRewardAttribute { Marker = "=" }),
            nameof(FormatRewardAttribute.Pattern) => (new FormatRewardAttribute { Pattern = "^#" }, new FormatRewardAttribute { Pattern = "^=" }),
            nameof(MathRewardAttribute.Boxed) => (
                new MathRewardAttribute { Marked = false, LastLine = false }, new MathRewardAttribute { Boxed = false, Marked = false, LastLine = false }),
            _ => (new MathRewardAttribute { Boxed = false, Marked = false }, new MathRewardAttribute { Boxed = false, Marked = false, LastLine = false }),
        };

        Assert.NotEqual((await SelectAsync(rewards.Given)).Output, (await SelectAsync(rewards.Other)).Output);

        Task<Observation> SelectAsync(RewardAttribute given) => observatory.ObserveAsync(
            OptionProof.Of(() => given, one => new Stage<SelectPolicyAttribute, IReadOnlyList<Policy>, PromptSet, Policy>(
                    "Proved", new() { MaxResponseTokens = 40 }, StageInput.List<Policy>(RewardProofs.Writing, RewardProofs.WritingToo), RewardProofs.Asked)
            { Rewards = [one] })
                .With((services, _) => services.AddSingleton<IRolloutExecutor>(RewardProofs.Answering(first, second))),
            given);
    }
}
