using Kimi.Dsl;
using Kimi.Runtime.Data;

namespace Kimi.Runtime.Stages;

/// <summary>Reads demonstrations from a file.</summary>
[ImplementationVersion(3)]
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
        foreach (var (number, found) in RowFile.Read(options.Path, "demonstration", [prompt, options.ResponseField], Parse))
        {
            if (found.Count == 0)
                selection.LeaveOut(LeftOut.EmptyAnswer);
            foreach (var demonstration in found)
            {
                if (options.MaxCharacters > 0 && demonstration.Prompt.Text.Length + demonstration.Response.Length > options.MaxCharacters)
                    selection.LeaveOut(LeftOut.TooLong);
                else if (!selection.IsFull)
                    selection.Offer(number * 4_096 + found.IndexOf(demonstration), demonstration);
            }

            if (selection.IsFull)
                break;
        }

        return selection.Any
            ? selection
            : throw new KimiException($"{options.Path} has no demonstration{selection.Reasons}: give stage {stage} another file");

        (long, List<Demonstration>) Parse(Row row) => (row.Number, options.Layout == DemonstrationLayout.Plain
            ? Answered(row.Need(prompt).Prompt, row.Need(options.ResponseField).Text)
            : Answered(row.Need(prompt).Messages, options.EveryReply));
    }

    private static List<Demonstration> Answered(ValueList<Message> messages, bool everyReply) =>
    [
        .. Enumerable.Range(1, messages.Count - 1)
            .Where(place => everyReply || place == messages.Count - 1)
            .Where(place => messages[place].Role == MessageRole.Assistant && messages[place].Parts is [PromptPart.Text])
            .SelectMany(place => Answered(new Prompt.Conversation(messages[..place]), ((PromptPart.Text)messages[place].Parts[0]).Value)),
    ];

    private static List<Demonstration> Answered(Prompt prompt, string response) =>
        string.IsNullOrWhiteSpace(response) ? [] : [new(prompt, response)];
}
