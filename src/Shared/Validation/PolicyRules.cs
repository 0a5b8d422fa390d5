using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a policy is ready for what a stage does with it: KIMI6004, KIMI6006, KIMI6007, KIMI6018, KIMI6019.</summary>
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
            found.AddRange(Benchmarks(stage));
            found.AddRange(Required(recipe, stage, facts));
            found.AddRange(Blind(stage, facts));
            found.AddRange(Again(recipe, stage, facts));
            found.AddRange(Marks(stage, facts));
            found.AddRange(Unchecked(recipe, stage, facts));
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

    // Where problems are held against sets of evaluation, all sets of files are.
    private static IEnumerable<Finding> Unchecked(CheckedRecipe recipe, CheckedStage stage, RecipeFacts facts)
    {
        if (!stage.Part.Declaration.Requires.Contains(Fact.UnseenProblems))
            yield break;
        foreach (var prompts in stage.PromptSets.Where(input => input.Source.Inputs.Count == 0))
        {
            var curated = recipe.Stages.FirstOrDefault(other => Sets(other).Any() && stage.Policies.Any(policy => Learned(policy.Source, other)));
            var (own, trained) = (facts.Origins[prompts.Source], curated is null ? [] : facts.Origins[curated]);
            if (curated is null || !prompts.Source.Part.IsOfLanguage || own.Count == 0 || own.Any(one => trained.Any(other => one.Source == other.Source))
                || Sets(curated).Any(set => facts.Origins[set.Source].Any(other => own.Any(one => one.Source == other.Source))))
                continue;
            yield return new(
                Ids.Contamination,
                prompts.Mark,
                $"stage '{stage.Name}' evaluates on '{prompts.Name}', which stage '{curated.Name}' did not hold the problems of training against, so some of "
                + $"them may be in it: give '{prompts.Source.Name}' to '{curated.Name}' too");
        }
    }

    // The sets of evaluation that a stage keeps out of the problems that it takes.
    private static IEnumerable<CheckedInput> Sets(CheckedStage stage) => stage.Part.Declaration is { PartOf: not null, DistinctInputs: not null }
        && stage.Output.IsPromptSet ? stage.PromptSets.Where(input => !stage.Ingredients.Contains(input)) : [];

    private static bool Learned(CheckedStage policy, CheckedStage problems) =>
        policy == problems || policy.Ingredients.Any(input => Learned(input.Source, problems));

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
                    Fact.UnseenProblems when type.IsPromptSet => Unseen(stage, input, "problems", facts),
                    Fact.UnseenDocuments when type.IsCorpus => Unseen(stage, input, "documents", facts),
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

    private static IEnumerable<Finding> Benchmarks(CheckedStage stage)
    {
        if (stage.Part.Declaration.Establishes(Fact.Trained) is null)
            yield break;
        foreach (var input in stage.Ingredients)
        {
            if (!input.Source.Output.IsModel && BenchmarkIn(input.Source) is { } benchmark)
            {
                yield return new(
                    Ids.Contamination,
                    input.Mark,
                    $"stage '{stage.Name}' trains on '{input.Name}', which has the problems of the public benchmark {benchmark.Text}, "
                    + "so no result on it says anything any more: train on other problems")
                {
                    Causes = [benchmark.Mark],
                };
            }
        }
    }

    // A transform of several sets may well remove the benchmark from the others, unless all of them are seen to go into it, or are benchmarks.
    private static OptionValue? BenchmarkIn(CheckedStage stage)
    {
        if (stage.Part["Benchmark"] is { IsGiven: true } own)
            return own.Text == "None" ? null : own;
        var found = stage.Ingredients.Where(input => !input.Source.Output.IsModel).Select(input => BenchmarkIn(input.Source)).ToList();
        return stage.IsTransform && !stage.KeepsProblems && found.Contains(null) ? null : found.FirstOrDefault(one => one is not null);
    }

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

    private static Finding? Unseen(CheckedStage stage, CheckedInput prompts, string what, RecipeFacts facts)
    {
        var (policies, causes) = (new List<string>(), new List<int>());
        var exchanged = (Finding?)null;
        var trainer = (string?)null;
        foreach (var policy in stage.Policies.Count > 0 ? stage.Policies : stage.Models)
        {
            foreach (var asked in facts.Origins[prompts.Source])
            {
                foreach (var seen in facts.Origins[policy.Source])
                {
                    if (!asked.Overlaps(seen))
                    {
                        exchanged ??= policy.Source.Output.IsPolicy ? Exchanged(stage, prompts, policy, asked, seen) : null;
                        continue;
                    }

                    policies.Add($"'{policy.Name}'");
                    trainer ??= Trainer(policy.Source, asked, facts);
                    causes.AddRange([.. asked.Marks, .. seen.Marks]);
                }
            }
        }

        return policies.Count == 0
            ? exchanged
            : new(
                Ids.Contamination,
                prompts.Mark,
                $"stage '{stage.Name}' evaluates {Words.List([.. policies.Distinct()], "and")} on '{prompts.Name}', "
                + $"{what} that {(trainer is null ? "training" : $"stage '{trainer}'")} learned from, so it measures memory: "
                + $"take {what} of another {(what == "problems" ? "split or source" : "source")}")
            {
                Causes = causes,
            };
    }

    // The last stage that took them for the model.
    private static string? Trainer(CheckedStage model, Origin asked, RecipeFacts facts) =>
        model.Inputs.Any(input => !input.Source.Output.IsModel && facts.Origins[input.Source].Any(asked.Overlaps))
            ? model.Name
            : model.Inputs.Where(input => input.Source.Output.IsModel)
                .Select(input => Trainer(input.Source, asked, facts)).FirstOrDefault(name => name is not null);

    private static bool IsSmall(string share) =>
        double.TryParse(share, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) && number < 0.5;

    // It is the larger part that is for training; the parts of what code makes are as large as one likes.
    private static Finding? Exchanged(CheckedStage stage, CheckedInput prompts, CheckedInput policy, Origin asked, Origin seen) =>
        asked.Source == seen.Source && asked.Share == seen.Share && asked.Split == "Train" && seen.Split == "HeldOut" && IsSmall(seen.Share)
            ? new(
                Ids.Contamination,
                prompts.Mark,
                $"stage '{stage.Name}' evaluates '{policy.Name}' on '{prompts.Name}', the part for training, and the held-out part trained it: "
                + "exchange the two splits")
            {
                Causes = [.. asked.Marks, .. seen.Marks],
            }
            : null;
}
