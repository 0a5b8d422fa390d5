using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Kimi.Runtime.Tools;

/// <summary>What arguments and results of a class's tools look like as JSON.</summary>
internal static class ToolJson
{
    /// <summary>How results and schemas are written: numbers as numbers, enums by name.</summary>
    public static JsonSerializerOptions Written { get; } = With(new JsonStringEnumConverter());

    /// <summary>
    /// How arguments are read: as <see cref="Written"/>, and <c>1.0</c> is an integer, a number beyond its type is none, and an enum has one of its values.
    /// Schemas cannot be made with it, since they do not look into converters of one's own.
    /// </summary>
    public static JsonSerializerOptions Read { get; } = With(
        new DefinedEnums(),
        new Number<sbyte>(), new Number<byte>(), new Number<short>(), new Number<ushort>(), new Number<int>(), new Number<uint>(), new Number<long>(),
        new Number<ulong>(), new Number<Int128>(), new Number<UInt128>(), new Number<Half>(), new Number<float>(), new Number<double>(), new Number<decimal>());

    private static JsonSerializerOptions With(params ReadOnlySpan<JsonConverter> converters)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        foreach (var converter in converters)
            options.Converters.Add(converter);
        return options;
    }

    private sealed class Number<T> : JsonConverter<T>
        where T : struct, INumber<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && T.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && T.IsFinite(number)
                ? number
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, Written);
    }

    // By itself, the library reads "Red,Blue" as the sum of both, which may be no value at all.
    private sealed class DefinedEnums : JsonConverterFactory
    {
        private static readonly JsonStringEnumConverter s_names = new(namingPolicy: null, allowIntegerValues: false);

        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum && typeToConvert.GetCustomAttribute<FlagsAttribute>() is null;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => (JsonConverter)Activator.CreateInstance(
            typeof(DefinedEnum<>).MakeGenericType(typeToConvert), s_names.CreateConverter(typeToConvert, options))!;
    }

    private sealed class DefinedEnum<T>(JsonConverter<T> names) : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Defined(names.Read(ref reader, typeToConvert, options));

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Defined(names.ReadAsPropertyName(ref reader, typeToConvert, options));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => names.Write(writer, value, options);

        private static T Defined(T value) => Enum.IsDefined(value) ? value : throw new JsonException();
    }
}
