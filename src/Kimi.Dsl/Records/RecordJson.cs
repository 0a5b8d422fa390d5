using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Kimi.Dsl;

/// <summary>The records of the language as JSON: what is stored, and what crosses a process.</summary>
public static class RecordJson
{
    /// <summary>
    /// How records are written: camel case, text unescaped where JSON allows, enums by name, infinities and NaN as named literals. The language's own
    /// records are read and written by generated code, a team's by reflection.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IncludeFields = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = JsonTypeInfoResolver.Combine(RecordJsonContext.Default, new DefaultJsonTypeInfoResolver()),
    };
}

[JsonSerializable(typeof(RolloutOrder))]
[JsonSerializable(typeof(RolloutEvent))]
[JsonSerializable(typeof(Rollout))]
[JsonSerializable(typeof(Verdict))]
[JsonSerializable(typeof(ExecutorCapabilities))]
[JsonSerializable(typeof(PromptJson.Form))]
internal sealed partial class RecordJsonContext : JsonSerializerContext;
