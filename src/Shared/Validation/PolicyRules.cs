using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a policy is ready for what a stage does with it: KIMI6004, KIMI6006, KIMI6018, KIMI6019.</summary>
internal static class PolicyRules
{
    private static readonly string[] _chatMarks =
        ["<|im_start|>", "<|im_end|>", "<|start_header_id|>", "<|eot_id|>", "[INST]", "<start_of_turn>", "<|user|>", "<|assistant|>", "<|User|>"];

    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts)
    {
        var found = new List<Finding>();
        foreach (var stage in recipe.Stages)
        {
            found.AddRange(ContaminationRule.Check(recipe, stage, facts));
            found.AddRange(Required(recipe, stage, facts));
            found.AddRange(Blind(stage, facts));
            found.AddRange(Again(recipe, stage, facts));
            found.AddRange(Marks(stage, facts));
        }

        found.AddRange(TowerRule.Check(recipe, facts));
        return found;
    }

    // What a policy has already is added a second time, or lost.
    private static IEnumerable<Finding> Again(CheckedRecipe recipe, CheckedStage stage, RecipeFacts facts)
    {
        foreach (var policy in stage.Policies)
        {
            if (stage.Part.Declaration.Establishes(Fact.Vision)?.Flag("Value", otherwise: true) == true
                && facts.Vision[policy.Source] is { HasValue: true, Value: true })
            {
                yield return new(
                    Ids.Vision, stage.Part.Mark,
                    $"stage '{stage.Name}' gives '{policy.Name}' a vision tower, and it has one already: leave '{stage.Name}' out");
            }

            if (stage.Part.Declaration.Establishes(Fact.Tuned)?.Flag("Value", otherwise: true) == false
                && facts.Tuned[policy.Source] is { HasValue: true, Value: true } && stage.Part.IsOfLanguage && !IsTunedAgain(recipe, stage))
            {
                yield return new(
                    Ids.Untuned, policy.Mark,
                    $"stage '{stage.Name}' pretrains '{policy.Name}', which was tuned to answer and unlearns that: "
                    + $"put '{stage.Name}' before the stages that tune");
            }
        }
    }

    private static bool IsTunedAgain(CheckedRecipe recipe, CheckedStage stage) => recipe.Stages.Any(other =>
        other.Policies.Any(policy => policy.Source == stage)
        && (other.IsTransform || other.Inputs.Any(input => input.Source.Output.IsDemonstrations) || IsTunedAgain(recipe, other)));

    private static IEnumerable<Finding> Required(CheckedRecipe recipe, CheckedStage stage, RecipeFacts facts)
    {
        foreach (var fact in stage.Part.Declaration.Requires)
        {
            foreach (var input in stage.Inputs)
            {
                var type = input.Source.Output;
                var problem = fact switch
                {
                    Fact.Tuned when type.IsPolicy => Tuned(stage, input, facts),
                    Fact.Vision when type.IsPolicy => Vision(stage, input, facts),
                    Fact.ChatTemplate when type.IsPolicy => Chat(stage, input, facts),
                    Fact.Trained when type.IsPolicy && recipe.Stages.Any(IsTraining) && IsOfUse(recipe, stage) => Trained(stage, input, facts),
                    Fact.UnseenProblems when type.IsPromptSet => ContaminationRule.Seen(stage, input, "problems", facts),
                    Fact.UnseenDocuments when type.IsCorpus => ContaminationRule.Seen(stage, input, "documents", facts),
                    _ => null,
                };
                if (problem is not null)
                    yield return problem;
            }
        }
    }

    // An average with the beginning may be for later training; one that is judged as it is was meant to be good.
    private static bool IsOfUse(CheckedRecipe recipe, CheckedStage stage) => !stage.Part.Declaration.Requires.Contains(Fact.Architecture)
        || recipe.Stages.Any(other => other.Part.Declaration.Requires.Contains(Fact.ResponseLength) && other.Policies.Any(policy => policy.Source == stage));

    // An option that concerns what sees, given to a stage whose policy does not.
    private static IEnumerable<Finding> Blind(CheckedStage stage, RecipeFacts facts) =>
        from option in stage.Part.Declaration.OptionsWith("Requires")
        where option.FindAll("Requires").Any(requirement => (Fact)Convert.ToInt32(requirement.Arguments[0], null) == Fact.Vision)
        let value = stage.Part[option.Name]
        where value is { IsGiven: true } && value.Text != option.Default?.Text
        from policy in stage.Policies
        where facts.Vision[policy.Source] is { HasValue: true, Value: false }
        select new Finding(
            Ids.Vision,
            value.Mark,
            $"{option.Name} of stage '{stage.Name}' is {value.Text}, and no stage upstream made '{policy.Name}' see: "
            + $"leave out {option.Name}, or start from a policy with a vision tower")
        {
            Causes = [value.Mark],
        };

    // A policy that was pretrained here may well be trained from its own responses at once, as in "zero" recipes.
    private static Finding? Tuned(CheckedStage stage, CheckedInput policy, RecipeFacts facts) =>
        facts.Tuned[policy.Source] is { HasValue: true, Value: false } && facts.Trained[policy.Source] is not { HasValue: true, Value: true }
            ? new(
                Ids.Untuned,
                policy.Mark,
                $"stage '{stage.Name}' starts from '{policy.Name}', which was never tuned to answer, so "
                + (stage.Components.Any(component => component.Component == ComponentKind.Reward)
                    ? "hardly any response will earn a reward to learn from: "
                    : "it learns from responses that it would hardly give: ")
                + "fine-tune it first, such as by [FineTune]")
            : null;

    private static Finding? Trained(CheckedStage stage, CheckedInput policy, RecipeFacts facts) =>
        facts.Trained[policy.Source] is { HasValue: true, Value: false }
            ? new(
                Ids.Untrained,
                policy.Mark,
                $"stage '{stage.Name}' takes '{policy.Name}', whose weights nothing has trained, so what comes of it is noise: "
                + "train it first, or take a policy that was trained")
            : null;

    /// <summary>Whether a stage trains, or may. A recipe that trains nothing tries out something else.</summary>
    public static bool IsTraining(CheckedStage stage) =>
        stage.Part.Declaration.Establishes(Fact.Trained) is { } declared
            ? declared.Flag("Value", otherwise: true)
            : stage.Output.IsModel && (stage.IsTransform || !stage.Part.IsOfLanguage);

    // A template of the stage that writes what the policy's chat template writes around it.
    private static IEnumerable<Finding> Marks(CheckedStage stage, RecipeFacts facts) => !stage.Part.Declaration.Requires.Contains(Fact.ChatTemplate)
        ? []
        :
        from option in stage.Part.Declaration.OptionsWith("Placeholders")
        where stage.Part[option.Name] is { IsGiven: true }
        let value = stage.Part[option.Name]
        let mark = _chatMarks.FirstOrDefault(mark => value.Texts.Any(text => text.Contains(mark)))
        where mark is not null
        let asked = stage.PromptSets.FirstOrDefault(input => facts.Conversations[input.Source] is { HasValue: true, Value: true })
        where asked is not null
        select new Finding(
            Ids.NoChatTemplate,
            value.Mark,
            $"{option.Name} of stage '{stage.Name}' writes {mark}, and the prompts of '{asked.Name}' are conversations, which the policy's chat template "
            + "writes with its own marks, so the policy reads them twice: leave them out")
        {
            Causes = [value.Mark],
        };

    private static Finding? Chat(CheckedStage stage, CheckedInput policy, RecipeFacts facts)
    {
        if (facts.ChatTemplate[policy.Source] is not { HasValue: true, Value: false })
            return null;
        var asked = stage.Ingredients.FirstOrDefault(input =>
            facts.Conversations[input.Source] is { HasValue: true, Value: true } && !input.Source.Output.IsModel);
        return asked is null
            ? null
            : new(
                Ids.NoChatTemplate,
                policy.Mark,
                $"stage '{stage.Name}' gives '{policy.Name}' the conversations of '{asked.Name}', but its tokenizer has no chat template to format them: "
                + "start from a checkpoint that has one, or take plain texts");
    }

    private static Finding? Vision(CheckedStage stage, CheckedInput policy, RecipeFacts facts)
    {
        if (facts.Vision[policy.Source] is not { HasValue: true, Value: false })
            return null;
        var images = stage.Ingredients.FirstOrDefault(input =>
            !input.Source.Output.IsModel && facts.Images[input.Source] is { HasValue: true, Value: true });
        return images is null
            ? null
            : new(
                Ids.Vision,
                policy.Mark,
                $"stage '{stage.Name}' gives '{policy.Name}' the images of '{images.Name}', but that policy has no vision tower: "
                + $"start from one that has, or take {(images.Source.Output.IsPromptSet ? "problems" : "examples")} of text");
    }
}
