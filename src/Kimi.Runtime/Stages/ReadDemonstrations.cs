using Kimi.Dsl;
using Kimi.Runtime.Data;

namespace Kimi.Runtime.Stages;

/// <summary>Reads demonstrations from a file.</summary>
[ImplementationVersion(2)]
internal sealed class ReadDemonstrations : IStage<DemonstrationsFileAttribute, Demonstrations>, IStageCheck<DemonstrationsFileAttribute>
{
    public void Check(string stage, DemonstrationsFileAttribute options) => _ = Read(stage, options, seed: 0);

    public Task<Demonstrations> RunAsync(DemonstrationsFileAttribute options, StageContext context, CancellationToken cancellationToken)
    {
        var selection = Read(context.StageName, options, context.Seed);
        var demonstrations = selection.Take();
        context.Summarize("demonstrations", demonstrations.Count);
        selection.Summarize(context);
        return Task.FromResult(new Demonstrations(demonstrations));
    }

    private static RowSelection<Demonstration> Read(string stage, DemonstrationsFileAttribute options, ulong seed)
    {
        var selection = new RowSelection<Demonstration>(options.Count, options.Shuffle ? seed : null);
        var prompt = options.PromptField.Length > 0 ? options.PromptField : options.Layout switch
        {
            DemonstrationLayout.Messages => "messages",
            DemonstrationLayout.ShareGpt => "conversations",
            _ => "prompt",
        };
        foreach (var (number, demonstration) in RowFile.Read(options.Path, "demonstration", [prompt, options.ResponseField], Parse))
        {
            if (demonstration is null)
                selection.LeaveOut(LeftOut.EmptyAnswer);
            else if (options.MaxCharacters > 0 && demonstration.Prompt.Text.Length + demonstration.Response.Length > options.MaxCharacters)
                selection.LeaveOut(LeftOut.TooLong);
            else
                selection.Offer(number, demonstration);
            if (selection.IsFull)
                break;
        }

        return selection.Any
            ? selection
            : throw new KimiException($"{options.Path} has no demonstration{selection.Reasons}: give stage {stage} another file");

        (long, Demonstration?) Parse(Row row) => (row.Number, options.Layout == DemonstrationLayout.Plain
            ? Answered(row.Need(prompt).Prompt, row.Need(options.ResponseField).Text)
            : Answered(row.Need(prompt).Messages));
    }

    private static Demonstration? Answered(ValueList<Message> messages) =>
        messages.Count > 1 && messages[^1] is { Role: MessageRole.Assistant, Parts: [PromptPart.Text response] }
            ? Answered(new Prompt.Conversation(messages[..^1]), response.Value)
            : null;

    private static Demonstration? Answered(Prompt prompt, string response) => string.IsNullOrWhiteSpace(response) ? null : new(prompt, response);
}
