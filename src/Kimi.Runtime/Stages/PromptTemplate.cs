using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>How a policy is asked a problem: a text with a placeholder for the problem's prompt.</summary>
internal static class PromptTemplate
{
    private const string Placeholder = "{prompt}";

    /// <summary>The template that asks a problem as it is.</summary>
    public const string Plain = Placeholder;

    /// <summary>A prompt, inserted into a template; of a conversation, its last message.</summary>
    public static Prompt Put(Prompt prompt, string template)
    {
        if (template == Plain)
            return prompt;
        return prompt switch
        {
            Prompt.Continuation { Parts: [PromptPart.Text text] } => template.Replace(Placeholder, text.Value, StringComparison.Ordinal),
            Prompt.Continuation continuation => new Prompt.Continuation(Put(continuation.Parts, template)),
            Prompt.Conversation { Messages: [.. var before, var last] } =>
                new Prompt.Conversation([.. before, last with { Parts = Put(last.Parts, template) }]),
            _ => prompt,
        };
    }

    /// <summary>Checks that the template has a placeholder for the prompt.</summary>
    /// <exception cref="KimiException">It has none.</exception>
    public static void Check(string stage, string template)
    {
        if (!template.Contains(Placeholder, StringComparison.Ordinal))
            throw new KimiException(
                $"stage {stage} has the template '{template}' without {Placeholder}, so the problem would not be asked: "
                + $"put {Placeholder} where its prompt belongs");
    }

    private static ValueList<PromptPart> Put(ValueList<PromptPart> parts, string template)
    {
        var put = new List<PromptPart>();
        foreach (var (place, text) in template.Split(Placeholder).Index())
        {
            if (place > 0)
                put.AddRange(parts);
            if (text.Length > 0)
                put.Add(new PromptPart.Text(text));
        }

        return [.. put];
    }
}
