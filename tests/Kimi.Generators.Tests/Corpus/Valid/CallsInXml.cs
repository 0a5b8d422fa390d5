// Form: a protocol of the team's for tools, with calls in XML, and tools with a state for each response
using System.ComponentModel;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Kimi.Dsl;

namespace Acme.Calls;

[Recipe("calls-in-xml")]
[Sampling(MaxResponseTokens = 384)]
public abstract partial class CallsInXml
{
    [ProblemsFile(Path = "bookkeeping.jsonl", Split = Split.Train)]
    public abstract PromptSet Books();

    [ProblemsFile(Path = "bookkeeping.jsonl", Split = Split.HeldOut)]
    public abstract PromptSet OtherBooks();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 90, LearningRate = 2e-6), MirrorDescent, MathReward]
    [Tools<Ledger, XmlCalls>(MaxTurns = 6, MaxReplyTokens = 256, OnFault = ToolFault.Message)]
    public abstract Policy Keeper([From(nameof(Chat))] Policy start, [From(nameof(Books))] PromptSet problems);

    [Evaluate, MathReward]
    [Tools<Ledger, XmlCalls>(MaxTurns = 6, MaxReplyTokens = 256, OnFault = ToolFault.Message)]
    public abstract Evaluation Report(Policy chat, Policy keeper, [From(nameof(OtherBooks))] PromptSet problems);
}

/// <summary>Accounts of one response.</summary>
public sealed class Ledger
{
    private readonly SortedDictionary<string, decimal> _accounts = new(StringComparer.Ordinal);

    /// <summary>Books.</summary>
    [Description("Adds an amount to an account and gives its balance")]
    public decimal Book(string account, decimal amount) => _accounts[account] = _accounts.GetValueOrDefault(account) + amount;

    /// <summary>Tells.</summary>
    [Description("Gives the balance of an account")]
    public string Balance(string account) => _accounts.TryGetValue(account, out var balance)
        ? balance.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : $"there is no account {account}";
}

/// <summary><c>&lt;call tool="book"&gt;&lt;account&gt;"rent"&lt;/account&gt;&lt;/call&gt;</c>; values are JSON.</summary>
[ImplementationVersion(1)]
public sealed class XmlCalls : IToolProtocol
{
    private const string Start = "<call";
    private const string End = "</call>";

    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds { get; } = [End];

    /// <inheritdoc/>
    public string Describe(IReadOnlyList<ToolDescription> tools) =>
        "\n" + string.Concat(tools.Select(tool => $"<tool name=\"{tool.Name}\">{Escape(tool.Description)} {Escape(tool.Parameters.GetRawText())}</tool>\n"));

    /// <inheritdoc/>
    public IReadOnlyList<ToolCall> Read(string turn)
    {
        var start = turn.LastIndexOf(Start, StringComparison.Ordinal);
        if (start < 0)
            return [];
        try
        {
            var call = XElement.Parse(turn[start..]);
            return [new ToolCall.Named((string?)call.Attribute("tool") ?? "", call.Elements().ToDictionary(one => one.Name.LocalName, Value))];
        }
        catch (Exception exception) when (exception is XmlException or JsonException or ArgumentException)
        {
            return [new ToolCall.Unreadable(exception.Message)];
        }
    }

    /// <inheritdoc/>
    public string Write(IReadOnlyList<string> results) => string.Concat(results.Select(result => $"<result>{Escape(result)}</result>\n"));

    private static JsonElement Value(XElement element)
    {
        using var json = JsonDocument.Parse(element.Value);
        return json.RootElement.Clone();
    }

    private static string Escape(string text) => new XText(text).ToString();
}
