using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a prompt and the longest response, or a sequence to train on, fit what the policy was activated for: KIMI6001.</summary>
internal static class ContextRule
{
    private const string Response = "MaxResponseTokens";

    /// <summary>Finds what is wrong. For prompts whose length nobody declared, one token is certain.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts)
    {
        foreach (var stage in recipe.Stages)
        {
            foreach (var option in stage.Part.Declaration.OptionsWith("WithinContext"))
            {
                if (stage.Part[option.Name] is { Number: not null } longest && Check(stage, option.Name, longest, facts) is { } problem)
                    yield return problem;
            }

            if (Tower(stage, facts) is { } tower)
                yield return tower;
            foreach (var prompts in stage.PromptSets)
            {
                if (prompts.Source.Part["MaxPromptCharacters"] is { IsGiven: true, Number: > 0 } limit
                    && stage.Part.Declaration.OptionsWith("WithinContext").Any(option => option.Name == Response)
                    && stage.Part[Response] is { Number: not null } response
                    && Characters(stage, prompts, limit, response, facts) is { } problem)
                    yield return problem;
            }
        }
    }

    private static Finding? Check(CheckedStage stage, string option, OptionValue response, RecipeFacts facts)
    {
        var prompts = stage.PromptSets.Select(input => facts.PromptLength[input.Source]).Where(known => known.HasValue).Select(known => known.Value!).ToList();
        var prompt = prompts.OrderByDescending(known => known.Number).FirstOrDefault();
        var isSequence = !stage.PromptSets.Any();
        // Whatever fits the shortest context fits all.
        var (policy, known) = stage.Policies.Select(input => (Input: input, Known: facts.ContextLength[input.Source]))
            .Where(entry => entry.Known.HasValue)
            .OrderBy(entry => entry.Known.Value!.Number)
            .FirstOrDefault();
        var image = known.HasValue && !isSequence ? ImageTokens.Of(stage, policy.Source, facts) : 0;
        var length = isSequence ? 0 : Math.Max(1, image + (prompt?.Number ?? 0));
        var replies = isSequence ? 0 : Replies(stage);
        if (known.Value is not { } context || response.Number + length + replies <= context.Number)
            return null;
        var prompted = prompt is null ? "a prompt" : $"prompts of up to {prompt.Value.Text}";
        if (image > 0)
            prompted += $" with an image of {image}";
        if (replies > 0)
            prompted += $" and an environment's replies of up to {replies}";
        var room = context.Number - length - replies;
        // A prompt of unknown length takes more than the one token that it has at least.
        var remedy = room < 1 ? "shorten the prompts"
            : prompt is null && !isSequence ? $"lower {option} to {context.Number - image - replies} less the longest prompt"
            : $"lower {option} to {room} or less";
        return new(
            Ids.ContextLength,
            response.Mark,
            $"stage '{stage.Name}' "
            + $"{(isSequence ? $"reads sequences of {response.Text} tokens" : $"adds responses of up to {response.Text} tokens to {prompted}")}, "
            + (context.Option.Length > 0
                ? $"which exceeds the context of {context.Value.Text} that stage '{context.Stage.Name}' gives '{policy.Name}': "
                    + $"{remedy}, or raise {context.Option} of '{context.Stage.Name}'"
                : $"which exceeds the context of {context.Value.Text} of the checkpoint that stage '{context.Stage.Name}' loads: "
                    + $"{remedy}, or take a checkpoint with a longer one"))
        {
            Suggestion = response.IsGiven && room >= 1 ? room.ToString(CultureInfo.InvariantCulture) : null,
            Causes = [response.Mark, context.Value.Mark, .. prompt is null ? [] : new[] { prompt.Value.Mark }, .. ReplyLimits(stage).Select(each => each.Mark)],
        };
    }

    // A tower whose images leave no room for a text beside them.
    private static Finding? Tower(CheckedStage stage, RecipeFacts facts)
    {
        if (stage.Part.Declaration.VisionShape is not { } declaration || TransformerShapes.Of(stage, facts)?.Shape.Vision is not { } vision
            || facts.ContextLength[stage] is not { HasValue: true, Value: { } context } || vision.Patches < context.Number)
            return null;
        var (image, patch) = (stage.Part[declaration.Text("ImageSize")]!, stage.Part[declaration.Text("PatchSize")]!);
        return new(
            Ids.ContextLength,
            image.IsGiven ? image.Mark : patch.IsGiven ? patch.Mark : stage.Part.Mark,
            $"stage '{stage.Name}' makes {vision.Patches} tokens of an image, which leave no room for a text in the context of {context.Value.Text}: "
            + $"lower {declaration.Text("ImageSize")}, raise {declaration.Text("PatchSize")}, or give the policy a longer context")
        {
            Causes = [image.Mark, patch.Mark, context.Value.Mark],
        };
    }

    // A limit in characters lets through prompts for which there is no room, where each character is one token at least.
    private static Finding? Characters(CheckedStage stage, CheckedInput prompts, OptionValue limit, OptionValue response, RecipeFacts facts) => (
        from policy in stage.Policies
        let context = facts.ContextLength[policy.Source]
        let root = facts.Tokenizer[policy.Source]
        where context.HasValue && root.HasValue && root.Value!.Part.Declaration.TransformerShape is not null && response.Number < context.Value!.Number
            && limit.Number + response.Number > context.Value!.Number
        select new Finding(
            Ids.Bound,
            limit.Mark,
            $"MaxPromptCharacters of '{prompts.Name}' is {limit.Text}, and stage '{stage.Name}' has room for prompts of "
            + $"{(context.Value!.Number - response.Number!.Value).ToString(CultureInfo.InvariantCulture)} tokens, a character or a part of one each, beside "
            + $"responses of {response.Text} in the context of {context.Value.Value.Text}, so longer ones come through and stop the stage: lower it to that")
        {
            Causes = [limit.Mark, response.Mark, context.Value.Value.Mark],
        }).FirstOrDefault();

    // What an environment may say between the policy's turns; its last turn has no reply, but there may be an opening.
    private static double Replies(CheckedStage stage) =>
        ReplyLimits(stage).Aggregate(0.0, (product, limit) => (product == 0 ? 1 : product) * limit.Number!.Value);

    private static IReadOnlyList<OptionValue> ReplyLimits(CheckedStage stage) =>
        stage.Components.FirstOrDefault(component => component.Component == ComponentKind.Environment) is { } environment
        && environment["MaxTurns"] is { Number: not null } turns && environment["MaxReplyTokens"] is { Number: not null } tokens
            ? [turns, tokens]
            : [];
}
